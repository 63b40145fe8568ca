import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { setLine } from './plan/settings-checks.ts'
import { SettingsError } from './plan/settings-problem.ts'
import { zoneOf } from './plan/settings-rules.ts'
import { type Settings, settingsTable } from './plan/settings-table.ts'

/**
 * Makes sure that the account has the zone of the domain, before anything is registered: later the lack of it would end
 * the program in the middle, with a stack trace.
 * @throws pulumi.RunError with the lines that mend it
 */
export async function requireHostedZone(settings: Pick<Settings, 'stack' | 'domain' | 'hostedZone'>): Promise<void> {
  const name = zoneOf(settings)
  if (name === undefined) return
  try {
    await aws.route53.getZone({ name, privateZone: false })
  } catch (error) {
    // Anything else, such as missing credentials, says by itself what it is.
    if (!(error instanceof Error && /no matching Route ?53 Hosted Zone/i.test(error.message))) throw error
    const wrong = {
      key: 'hostedZone',
      what: `is ${settings.hostedZone === undefined ? `not set, so it is ${name}` : name}, but this AWS account has no public Route 53 zone of that name`,
      expected: settingsTable.hostedZone.expected,
      description: settingsTable.hostedZone.description,
      mend: [
        setLine(settings.stack, 'hostedZone', 'NAME'),
        `aws route53 create-hosted-zone --name ${name} --caller-reference ${name}`,
      ],
    }
    throw new pulumi.RunError(new SettingsError(settings.stack, [wrong]).message)
  }
}

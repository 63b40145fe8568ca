import { openAccount } from '../deploy/aws-account.ts'
import { checkCredentials } from '../deploy/credentials.ts'
import type { DrillSite } from './drill-alarms.ts'
import { openDrilledAccount } from './drilled-account.ts'
import { Refusal } from './refusal.ts'
import { openShellSession } from './shell-session.ts'

export interface SiteOptions {
  readonly checkout: string
  /** Of the operator: credentials, and the address of an emulator where it is one. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What the AWS SDK does not find in the environment of this process. */
  readonly connection?: Parameters<typeof openDrilledAccount>[0]
}

/**
 * Opens a shell for a stack, and the account that it is in. The caller closes the shell.
 * @throws Refusal when the stack has no outputs; DeployFailure when AWS refuses the credentials
 */
export async function openSite(
  name: string,
  { checkout, environment, connection = {} }: SiteOptions,
): Promise<Pick<DrillSite, 'checkout' | 'stack' | 'account' | 'session'> & { readonly title: string }> {
  const session = openShellSession({ cwd: checkout, env: { ...environment, PULUMI_STACK: name } })
  try {
    const { code, stdout, stderr } = await session.run('command pulumi stack output --json')
    if (code !== 0)
      throw new Refusal(
        `The outputs of stack ${name} could not be read: is it deployed, and is this shell logged in to its state? Pulumi said:\n${stderr.trim()}`,
      )
    const outputs = JSON.parse(stdout) as Record<string, unknown> // as the CLI documents
    const region = outputs['region']
    if (typeof region !== 'string')
      throw new Refusal(`Stack ${name} has no outputs: it is not deployed. Run npm run up -- ${name}`)
    // Version 1 of the AWS CLI reads the second one only.
    for (const variable of ['AWS_REGION', 'AWS_DEFAULT_REGION']) await session.set(variable, region)
    const identity = await checkCredentials(openAccount({ ...connection, region }))
    const isEmulated = Boolean(environment['AWS_ENDPOINT_URL'])
    return {
      checkout,
      session,
      account: openDrilledAccount({ ...connection, region }),
      stack: { name, outputs, on: isEmulated ? 'emulator' : 'account' },
      title: `Stack ${name} in ${isEmulated ? `an emulated account at ${environment['AWS_ENDPOINT_URL']}` : `account ${identity.account}`}, region ${region}, as ${identity.arn}`,
    }
  } catch (error) {
    await session.close()
    throw error
  }
}

import { parseArgs } from 'node:util'
import { DeployFailure, messageOf } from '../deploy/failure.ts'

export interface StateBucketOptions {
  readonly name: string
  readonly region: string
  /** Key that objects are encrypted with; undefined: S3's own. */
  readonly kmsKey: string | undefined
  /** Change a bucket that is used already and was not made here. */
  readonly adopt: boolean
}

export const stateBucketHelp = `Makes the S3 bucket that Pulumi keeps its state in, or brings it up to what state needs. Run it as often as you like.

Usage: npm run state-bucket -- NAME --region REGION [flags]

  --region REGION  where the bucket is, for example eu-west-1
  --kms-key ARN    encrypt by this key of KMS (1 USD a month) instead of by S3's own
  --adopt          change the settings of a bucket that is in use and was not made by this command
  --help           this text
`

/**
 * Reads the command line.
 * @returns `help` when it asks for help
 * @throws DeployFailure for an unknown flag, or a name, region or key that AWS would refuse
 */
export function readStateBucketOptions(args: readonly string[]): StateBucketOptions | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0)
    throw new DeployFailure(`Expected the name of one bucket, got ${positionals.length}.\n\n${stateBucketHelp}`)
  // Dots would break TLS to the bucket's host name, so they are left out of what S3 allows.
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name))
    throw new DeployFailure(
      `Expected 3 to 63 lower-case letters, digits and dashes as the name of a bucket, got ${name}`,
    )
  const region = values.region
  if (region === undefined || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new DeployFailure(`Expected --region with a region of AWS such as eu-west-1, got ${region ?? 'none'}`)
  const kmsKey = values['kms-key']
  if (kmsKey !== undefined && !/^arn:aws[\w-]*:kms:[\w-]+:\d{12}:(key|alias)\/.+$/.test(kmsKey))
    throw new DeployFailure(
      `Expected --kms-key with the ARN of a key, arn:aws:kms:REGION:ACCOUNT:key/ID, got ${kmsKey}`,
    )
  return { name, region, kmsKey, adopt: values.adopt }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        region: { type: 'string' },
        'kms-key': { type: 'string' },
        adopt: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new DeployFailure(`${messageOf(error)}\n\n${stateBucketHelp}`)
  }
}

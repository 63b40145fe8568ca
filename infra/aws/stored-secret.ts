import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { madeAt } from '../plan/secret-age.ts'

export interface StoredSecretArgs {
  readonly description: string
  readonly value: pulumi.Input<string>
  /** How long AWS keeps a deleted secret, in days: 0, or 7 to 30. */
  readonly recoveryDays: number
  /** Keep the first value whatever the program says later. */
  readonly keepFirstValue?: boolean
  readonly tags: Record<string, string>
}

/** One value in Secrets Manager, referenced by its version: a new value is a new reference, hence a new deployment. */
export class StoredSecret extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>
  /** What a container's `valueFrom` takes: secret, no key inside it, no stage, this version. */
  readonly versionReference: pulumi.Output<string>
  readonly value: pulumi.Output<string>
  private readonly version: aws.secretsmanager.SecretVersion

  constructor(name: string, args: StoredSecretArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:StoredSecret', name, {}, options)
    const stored = new aws.secretsmanager.Secret(
      name,
      { description: args.description, recoveryWindowInDays: args.recoveryDays, tags: args.tags },
      { parent: this },
    )
    const version = new aws.secretsmanager.SecretVersion(
      name,
      { secretId: stored.id, secretString: pulumi.secret(args.value) },
      {
        parent: this,
        // Deleting a replaced version would take its label, and with it the value that a roll-back starts tasks with.
        retainOnDelete: true,
        ...(args.keepFirstValue && { ignoreChanges: ['secretString'] }),
      },
    )
    this.version = version
    this.arn = stored.arn
    this.versionReference = pulumi.interpolate`${stored.arn}:::${version.versionId}`
    this.value = pulumi.secret(version.secretString.apply((value) => value ?? ''))
    this.registerOutputs({ arn: this.arn })
  }

  /** When it got its present value, RFC 3339; empty while Secrets Manager does not list it yet. */
  setAt(): pulumi.Output<string> {
    const { secretId, versionId } = this.version
    return pulumi.all([secretId, versionId]).apply(async ([secret, version]) => {
      // Undefined, whatever its type says, in an update of other resources alone (`--target`) before there is a secret.
      if (secret === undefined) return ''
      // The list, because the version itself would be read with its value, which a deployment has no right to.
      const { versions } = await aws.secretsmanager.getSecretVersions({ secretId: secret }, { parent: this })
      return madeAt(version, versions)
    })
  }
}

import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { backupSchedule } from '../plan/backups.ts'
import { assumedBy, backupVaultPolicy } from '../plan/iam-policies.ts'
import type { Settings } from '../plan/settings-table.ts'

export interface BackupsArgs {
  /** `backupDays`, 1 to 35: how long a recovery point is kept. */
  readonly settings: Pick<Settings, 'kind' | 'backupDays' | 'deletionProtection'>
  /** ARNs of what is backed up. Named one by one, they are backed up whatever services the account has opted in to. */
  readonly resources: pulumi.Input<string>[]
  readonly account: pulumi.Input<string>
  readonly partition: pulumi.Input<string>
  /** Permissions boundary of the role; none when deployments may make any. */
  readonly boundary: pulumi.Input<string> | undefined
  readonly tags: Record<string, string>
}

/** One recovery point a day of everything that holds data, in a vault that outlives what it keeps. */
export class Backups extends pulumi.ComponentResource {
  readonly vaultName: pulumi.Output<string>
  /** The role for backups and for restoring. */
  readonly roleArn: pulumi.Output<string>

  constructor(name: string, args: BackupsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Backups', name, {}, options)
    const inside = { parent: this }
    const { settings, tags } = args
    const vault = new aws.backup.Vault(
      `${name}-backups`,
      // AWS deletes no vault that holds something. In dev what it holds goes first.
      { forceDestroy: settings.kind === 'dev', tags },
      // In prod it stays when the stack is deleted, and its recovery points end with their own days.
      { ...inside, protect: settings.deletionProtection, retainOnDelete: settings.kind === 'prod' },
    )
    if (settings.deletionProtection)
      new aws.backup.VaultPolicy(
        `${name}-backups`,
        { backupVaultName: vault.name, policy: pulumi.jsonStringify(backupVaultPolicy()) },
        inside,
      )
    const role = new aws.iam.Role(
      `${name}-backup`,
      {
        description: 'AWS Backup, while it backs up or restores MPLA',
        assumeRolePolicy: pulumi.jsonStringify(assumedBy('backup.amazonaws.com', args.account)),
        permissionsBoundary: args.boundary,
        tags,
      },
      inside,
    )
    const permissions = ['Backup', 'Restores'].map(
      (what) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-backup-${what.toLowerCase()}`,
          {
            role: role.name,
            policyArn: pulumi.interpolate`arn:${args.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${what}`,
          },
          inside,
        ),
    )
    const plan = new aws.backup.Plan(
      `${name}-backups`,
      {
        rules: [
          {
            ruleName: 'daily',
            targetVaultName: vault.name,
            schedule: backupSchedule,
            // In minutes: an hour to begin, three until it counts as failed.
            startWindow: 60,
            completionWindow: 180,
            lifecycle: { deleteAfter: settings.backupDays },
            recoveryPointTags: tags,
          },
        ],
        tags,
      },
      inside,
    )
    new aws.backup.Selection(
      `${name}-backups`,
      { planId: plan.id, iamRoleArn: role.arn, resources: args.resources },
      { ...inside, dependsOn: permissions },
    )
    this.vaultName = vault.name
    this.roleArn = role.arn
    this.registerOutputs({ vaultName: this.vaultName })
  }
}

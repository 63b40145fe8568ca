import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { execPolicy } from '../plan/exec-policy.ts'
import { logGroupName } from '../plan/names.ts'
import type { Settings } from '../plan/settings-table.ts'

export interface ExecAccessArgs {
  readonly settings: Pick<Settings, 'stack' | 'logRetentionDays'>
  readonly taskRole: aws.iam.Role
  readonly tags: Record<string, string>
}

/**
 * ECS Exec: commands in running containers. What is typed and answered is recorded here; who ran a command is in
 * CloudTrail. Who may is decided by `ecs:ExecuteCommand` of people's roles, which are not the stack's.
 */
export class ExecAccess extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>
  /** Tasks that start before it have no working agent. */
  readonly permission: aws.iam.RolePolicy

  constructor(name: string, args: ExecAccessArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:ExecAccess', name, {}, options)
    const inside = { parent: this }
    const { settings, taskRole, tags } = args
    const group = new aws.cloudwatch.LogGroup(
      `${name}-exec`,
      { name: logGroupName(settings.stack, 'exec'), retentionInDays: settings.logRetentionDays, tags },
      inside,
    )
    this.permission = new aws.iam.RolePolicy(
      `${name}-exec`,
      {
        role: taskRole.id,
        policy: pulumi.jsonStringify(execPolicy({ logStreams: pulumi.interpolate`${group.arn}:*` })),
      },
      inside,
    )
    this.logGroupName = group.name
    this.registerOutputs({ logGroupName: this.logGroupName })
  }
}

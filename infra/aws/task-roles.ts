import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { assumedBy } from '../plan/iam-policies.ts'

export interface TaskRolesArgs {
  readonly account: pulumi.Input<string>
  /** Permissions boundary of the roles; none when deployments may make any. */
  readonly boundary: pulumi.Input<string> | undefined
  readonly tags: Record<string, string>
}

/**
 * The role of ECS while it starts a task, and the role of the application in it. Their permissions are added where the
 * things they are about exist.
 */
export class TaskRoles extends pulumi.ComponentResource {
  readonly execution: aws.iam.Role
  readonly task: aws.iam.Role

  constructor(name: string, args: TaskRolesArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:TaskRoles', name, {}, options)
    const role = (part: string, description: string) =>
      new aws.iam.Role(
        `${name}-${part}`,
        {
          description,
          assumeRolePolicy: pulumi.jsonStringify(assumedBy('ecs-tasks.amazonaws.com', args.account)),
          permissionsBoundary: args.boundary,
          tags: args.tags,
        },
        { parent: this },
      )
    this.execution = role('execution', 'ECS, while it starts a task of MPLA')
    this.task = role('task', 'The application MPLA')
    this.registerOutputs({})
  }
}

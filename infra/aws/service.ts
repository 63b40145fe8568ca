import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { containerDefinitions, dataVolume, overviewVolume, type SecretVariable } from '../plan/containers.ts'
import { administratorVariables } from '../plan/environment.ts'
import { executionPolicy, taskPolicy } from '../plan/iam-policies.ts'
import { imageContract } from '../plan/image-contract.ts'
import { oldest } from '../plan/secret-age.ts'
import type { Settings } from '../plan/settings-table.ts'
import type { Timeouts } from '../plan/timeouts.ts'
import type { Cluster } from './cluster.ts'
import type { Edge } from './edge.ts'
import type { StoredSecret } from './stored-secret.ts'
import type { TaskRoles } from './task-roles.ts'
import type { Volume } from './volume.ts'

export interface ServiceArgs {
  readonly settings: Settings
  readonly timeouts: Timeouts
  /** Reference by digest. */
  readonly image: pulumi.Input<string>
  /** Where ECS may pull it from. */
  readonly repositoryArns: pulumi.Input<string>[]
  readonly cluster: Cluster
  readonly roles: TaskRoles
  readonly volume: Volume
  readonly edge: Edge
  readonly subnetIds: pulumi.Input<string>[]
  readonly securityGroupId: pulumi.Input<string>
  readonly logGroup: { readonly name: pulumi.Input<string>; readonly arn: pulumi.Input<string> }
  readonly region: pulumi.Input<string>
  /** By the name of the variable. */
  readonly secrets: Readonly<Record<string, StoredSecret>>
  /** ARN of the secret with the credentials of the database's administrator, if there is a database. */
  readonly administratorSecretArn: pulumi.Output<string> | undefined
  readonly rollbackAlarms: { readonly names: string[]; readonly resources: pulumi.Resource[] }
  readonly tags: Record<string, string>
}

/** The application on Fargate: task definition and service. */
export class Service extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>
  readonly taskDefinitionArn: pulumi.Output<string>

  constructor(name: string, args: ServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Service', name, {}, options)
    const inside = { parent: this }
    const { settings, timeouts, cluster, roles, volume, edge, tags } = args
    const administratorSecrets = args.administratorSecretArn === undefined ? [] : [args.administratorSecretArn]

    const execution = new aws.iam.RolePolicy(
      `${name}-execution`,
      {
        role: roles.execution.id,
        policy: pulumi.jsonStringify(
          executionPolicy<pulumi.Input<string>>({
            secrets: [...Object.values(args.secrets).map((secret) => secret.arn), ...administratorSecrets],
            repositories: args.repositoryArns,
            logStreams: pulumi.interpolate`${args.logGroup.arn}:*`,
          }),
        ),
      },
      inside,
    )
    const mounting = new aws.iam.RolePolicy(
      `${name}-task`,
      {
        role: roles.task.id,
        policy: pulumi.jsonStringify(
          taskPolicy({
            fileSystem: volume.fileSystemArn,
            accessPoint: volume.accessPointArn,
            overview: volume.overview?.arn,
          }),
        ),
      },
      inside,
    )
    const secrets: SecretVariable<pulumi.Output<string>>[] = Object.entries(args.secrets).map(([variable, secret]) => ({
      name: variable,
      valueFrom: secret.versionReference,
    }))
    const mount = (accessPointId: pulumi.Input<string>) => ({
      fileSystemId: volume.fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId, iam: 'ENABLED' },
    })
    const task = new aws.ecs.TaskDefinition(
      `${name}-app`,
      {
        family: name,
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: String(settings.cpu),
        memory: String(settings.memory),
        runtimePlatform: {
          operatingSystemFamily: 'LINUX',
          cpuArchitecture: settings.architecture === 'arm64' ? 'ARM64' : 'X86_64',
        },
        executionRoleArn: roles.execution.arn,
        taskRoleArn: roles.task.arn,
        volumes: [
          { name: dataVolume, efsVolumeConfiguration: mount(volume.accessPointId) },
          ...(volume.overview ? [{ name: overviewVolume, efsVolumeConfiguration: mount(volume.overview.id) }] : []),
        ],
        containerDefinitions: pulumi.jsonStringify(
          containerDefinitions<pulumi.Input<string>>({
            settings,
            timeouts,
            image: args.image,
            logGroup: args.logGroup.name,
            region: args.region,
            secrets,
            rotatedAt: pulumi.all(Object.values(args.secrets).map((secret) => secret.setAt())).apply(oldest),
            migrationSecrets: administratorSecrets.flatMap((arn) =>
              Object.entries(administratorVariables).map(([variable, key]) => ({
                name: variable,
                valueFrom: pulumi.interpolate`${arn}:${key}::`,
              })),
            ),
          }),
        ),
        tags,
      },
      inside,
    )
    const isSingleWriter = settings.database === 'sqlite'
    const service = new aws.ecs.Service(
      `${name}-app`,
      {
        name,
        cluster: cluster.arn,
        taskDefinition: task.arn,
        ...(settings.spot
          ? { capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
          : { launchType: 'FARGATE' }),
        enableExecuteCommand: settings.exec,
        desiredCount: settings.minTasks,
        // Recreate for SQLite: the old task has to be gone before the new one opens the same file.
        deploymentMinimumHealthyPercent: isSingleWriter ? 0 : 100,
        deploymentMaximumPercent: isSingleWriter ? 100 : 200,
        // Rebalancing starts a task before it stops one, which ECS refuses with a maximum of 100 %.
        availabilityZoneRebalancing: isSingleWriter ? 'DISABLED' : 'ENABLED',
        deploymentCircuitBreaker: { enable: true, rollback: true },
        alarms: { enable: true, rollback: true, alarmNames: args.rollbackAlarms.names },
        healthCheckGracePeriodSeconds: timeouts.grace,
        networkConfiguration: {
          subnets: args.subnetIds,
          securityGroups: [args.securityGroupId],
          assignPublicIp: settings.egress === 'public',
        },
        loadBalancers: [
          { targetGroupArn: edge.targetGroupArn, containerName: 'app', containerPort: imageContract.port },
        ],
        enableEcsManagedTags: true,
        propagateTags: 'SERVICE',
        waitForSteadyState: true,
        tags,
      },
      {
        ...inside,
        // What a task needs at its start, but the service does not name.
        dependsOn: [
          edge.listener,
          execution,
          mounting,
          ...cluster.needed,
          ...volume.mountTargets,
          ...args.rollbackAlarms.resources,
        ],
        // The number of tasks is the scaler's.
        ignoreChanges: ['desiredCount'],
        // The name is fixed, so two cannot exist side by side.
        deleteBeforeReplace: true,
        customTimeouts: { create: `${timeouts.upLimit}s`, update: `${timeouts.upLimit}s` },
      },
    )
    this.serviceName = service.name
    this.taskDefinitionArn = task.arn
    this.registerOutputs({})
  }
}

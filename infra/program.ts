import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { Alarms } from './aws/alarms/alarms.ts'
import { Dashboard } from './aws/alarms/dashboard.ts'
import { EventLog } from './aws/alarms/event-log.ts'
import { AlertTopics } from './aws/alert-topics.ts'
import { Autoscaling } from './aws/autoscaling.ts'
import { Backups } from './aws/backups.ts'
import { Budget } from './aws/budget.ts'
import { Cluster } from './aws/cluster.ts'
import { Database } from './aws/database.ts'
import { Edge } from './aws/edge.ts'
import { Firewall } from './aws/firewall.ts'
import { FlowLogs } from './aws/flow-logs.ts'
import { GithubAccess } from './aws/github-access.ts'
import { Logs } from './aws/logs.ts'
import { Network } from './aws/network.ts'
import { releasedImage } from './aws/released-image.ts'
import { Service } from './aws/service.ts'
import { StoredSecret } from './aws/stored-secret.ts'
import { TaskRoles } from './aws/task-roles.ts'
import { Volume } from './aws/volume.ts'
import { openBill } from './bill.ts'
import { requireGithubProvider } from './github-provider.ts'
import { requireHostedZone } from './hosted-zone.ts'
import { rollbackAlarmNames } from './plan/alarms/alarm-names.ts'
import { alarmsOf } from './plan/alarms/alarms.ts'
import { hasEventAlarms } from './plan/alarms/delivery.ts'
import { budgetLimit, budgetNotices } from './plan/budget.ts'
import { egressPorts } from './plan/egress-ports.ts'
import { databaseUrlVariable, variableOfSecret } from './plan/environment.ts'
import { imageContract } from './plan/image-contract.ts'
import { eventLogGroupName, logGroupName, project, stackPrefix, stackTags } from './plan/names.ts'
import { settingsTable } from './plan/settings-table.ts'
import { isPullRequest } from './plan/stack-kind.ts'
import { deriveTimeouts } from './plan/timeouts.ts'
import { deployedRunbooks } from './runbook-source.ts'
import { stackSettings } from './settings.ts'

/** The checkout this program is part of. */
const ownCheckout = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Everything a stack consists of, in the order in which it depends on each other.
 * @param checkout folder with the Dockerfile that the image is built from
 * @returns the outputs of the stack; runbooks rely on their names
 * @throws pulumi.RunError with every wrong setting, or a hosted zone that is not there, before anything is registered
 */
export async function program(checkout = ownCheckout) {
  const settings = await stackSettings()
  await requireHostedZone(settings)
  const runbooks = await deployedRunbooks(settings, checkout)
  const timeouts = deriveTimeouts()
  const name = stackPrefix(settings.stack)
  const tags = stackTags(settings.stack, settings.kind)
  const { region } = aws.getRegionOutput()
  const { partition } = aws.getPartitionOutput()
  const account = aws.getCallerIdentityOutput().accountId
  const hasDatabase = settings.database === 'postgres'
  // In dev a secret's name is free again at once, so that a stack can be made, deleted and made again.
  const recoveryDays = settings.kind === 'prod' ? 7 : 0

  const bill = openBill()
  /** A component of the stack, of which the bill counts what it creates. */
  const make = <Args, Component>(
    type: new (name: string, args: Args, options: pulumi.ComponentResourceOptions) => Component,
    args: Args,
  ): Component => new type(name, args, bill.counted)

  const repository = settings.githubRepository
  // A stack of a pull request has no roles of its own.
  if (repository !== undefined && !isPullRequest(settings.stack)) await requireGithubProvider()
  const boundary =
    repository &&
    make(GithubAccess, {
      stack: settings.stack,
      domain: settings.domain,
      state: { bucket: settings.stateBucket, key: settings.stateKey },
      repository,
      partition,
      account,
      region,
      tags,
    }).boundaryArn

  const network = make(Network, { egress: settings.egress, region, tags })
  const firewall = make(Firewall, {
    vpcId: network.vpcId,
    publicPorts: settings.domain === undefined ? [80] : [80, 443],
    appPort: imageContract.port,
    egressPorts: egressPorts(settings.openaiBaseUrl),
    hasDatabase,
    tags,
  })
  make(FlowLogs, {
    vpcId: network.vpcId,
    account,
    logGroupName: logGroupName(settings.stack, 'rejected-traffic'),
    retentionDays: settings.logRetentionDays,
    boundary,
    tags,
  })
  const edge = make(Edge, {
    settings,
    timeouts,
    account,
    vpcId: network.vpcId,
    subnetIds: network.publicSubnetIds,
    securityGroupId: firewall.balancer,
    tags,
  })

  const roles = make(TaskRoles, { account, boundary, tags })
  const volume = make(Volume, {
    subnetIds: network.privateSubnetIds,
    securityGroupId: firewall.volume,
    taskRoleArn: roles.task.arn,
    deletionProtection: settings.deletionProtection,
    path: settings.volumePath,
    hasOverview: settings.volumeOverview,
    tags,
  })
  const database =
    firewall.database &&
    make(Database, {
      settings,
      subnetIds: network.privateSubnetIds,
      securityGroupId: firewall.database,
      recoveryDays,
      tags,
    })

  const backups = make(Backups, {
    settings,
    resources: [volume.fileSystemArn, ...(database ? [database.arn] : [])],
    account,
    partition,
    boundary,
    tags,
  })

  const config = new pulumi.Config(project)
  const keys = settings.secrets.map((key) => {
    const { description } = settingsTable[key]
    const value = config.requireSecret(key)
    return [
      variableOfSecret[key],
      new StoredSecret(`${name}-${key}`, { description, value, recoveryDays, tags }, bill.counted),
    ] as const
  })
  const secrets = { ...Object.fromEntries(keys), ...(database && { [databaseUrlVariable]: database.url }) }

  const logs = make(Logs, {
    groupName: logGroupName(settings.stack, 'app'),
    retentionDays: settings.logRetentionDays,
    tags,
  })
  const topics = make(AlertTopics, {
    account,
    partition,
    emails: { page: settings.alarmEmail, ticket: settings.ticketEmail ?? settings.alarmEmail },
    tags,
  })
  const events = hasEventAlarms(settings)
    ? make(EventLog, {
        groupName: eventLogGroupName(settings.stack),
        account,
        retentionDays: settings.logRetentionDays,
        tags,
      })
    : undefined
  const alarms = alarmsOf(settings)
  const alarmed = make(Alarms, {
    settings,
    alarms,
    dimensions: {
      'load-balancer': { LoadBalancer: edge.loadBalancerArnSuffix },
      'target-group': { LoadBalancer: edge.loadBalancerArnSuffix, TargetGroup: edge.targetGroupArnSuffix },
      service: { ClusterName: name, ServiceName: name },
      database: database ? { DBInstanceIdentifier: database.identifier } : {},
      volume: { FileSystemId: volume.fileSystemId },
      vault: { BackupVaultName: backups.vaultName },
      certificate: edge.certificateArn ? { CertificateArn: edge.certificateArn } : {},
      application: { service: name },
      'log-group': { LogGroupName: logs.groupName },
      none: {},
    },
    topicArns: topics.arns,
    runbooks,
    logGroupName: logs.groupName,
    suppresses: settings.kind === 'prod',
    eventLog: events && { arn: events.groupArn, permission: events.permission },
    tags,
  })

  // Three dollars a month, which is a tenth of a dev stack.
  const dashboard =
    settings.kind === 'prod' ? make(Dashboard, { settings, alarms, region, partition, account, runbooks }) : undefined

  const cluster = make(Cluster, { settings, taskRole: roles.task, tags })
  const release = releasedImage(name, { settings, checkout, partition, tags }, bill.counted)
  const service = make(Service, {
    settings,
    timeouts,
    image: release.reference,
    repositoryArns: release.repositoryArns,
    cluster,
    roles,
    volume,
    edge,
    subnetIds: settings.egress === 'public' ? network.publicSubnetIds : network.privateSubnetIds,
    securityGroupId: firewall.app,
    logGroup: { name: logs.groupName, arn: logs.groupArn },
    region,
    secrets,
    administratorSecretArn: database?.administratorSecretArn(),
    rollbackAlarms: {
      names: [...rollbackAlarmNames(settings, alarms)],
      resources: alarms.filter(({ rollsBack }) => rollsBack).flatMap(({ id }) => alarmed.resources.get(id) ?? []),
    },
    tags,
  })
  make(Autoscaling, {
    settings,
    clusterName: cluster.name,
    serviceName: service.serviceName,
    loadBalancerArnSuffix: edge.loadBalancerArnSuffix,
    targetGroupArnSuffix: edge.targetGroupArnSuffix,
    tags,
  })

  // Last, because it is made of what everything else costs.
  make(Budget, {
    limitUsd: budgetLimit(bill.items(settings), settings),
    notices: budgetNotices,
    topicArn: topics.arns.ticket,
    tags,
  })

  return {
    url: edge.url,
    region,
    cluster: cluster.name,
    service: service.serviceName,
    taskDefinition: service.taskDefinitionArn,
    image: release.reference,
    loadBalancer: edge.loadBalancerArn,
    targetGroup: edge.targetGroupArn,
    ...(edge.certificateArn && { certificate: edge.certificateArn }),
    logGroup: logs.groupName,
    pageTopic: topics.arns.page,
    ticketTopic: topics.arns.ticket,
    ...(dashboard && { dashboard: dashboard.dashboardName }),
    ...(events && { eventLog: events.groupName }),
    fileSystem: volume.fileSystemId,
    deletionProtection: settings.deletionProtection,
    backupVault: backups.vaultName,
    backupRole: backups.roleArn,
    ...(database && { database: database.identifier }),
  }
}

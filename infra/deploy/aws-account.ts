import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeServicesCommand, DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs'
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'
import type { Account, FiringAlarm } from './account.ts'

/** Most names that DescribeAlarms takes at once. */
const alarmsPerCall = 100

/**
 * The account that the operator's credentials lead to, by the AWS SDK's own chain: environment, profile, SSO, role.
 * @param options what is known better than by the environment
 */
export function openAccount(
  options: Pick<STSClientConfig, 'region' | 'profile' | 'endpoint' | 'credentials'>,
): Account {
  const sts = new STSClient(options)
  const cloudwatch = new CloudWatchClient(options)
  const ecs = new ECSClient(options)
  return {
    async identity() {
      const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand())
      return { account: Account, arn: Arn, region: await sts.config.region() }
    },

    async firing(names) {
      const firing: FiringAlarm[] = []
      for (let start = 0; start < names.length; start += alarmsPerCall) {
        const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
          new DescribeAlarmsCommand({
            AlarmNames: names.slice(start, start + alarmsPerCall),
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          }),
        )
        for (const alarm of [...MetricAlarms, ...CompositeAlarms])
          if (alarm.StateValue === 'ALARM')
            firing.push({
              name: alarm.AlarmName ?? '',
              since: alarm.StateUpdatedTimestamp,
              reason: alarm.StateReason ?? '',
            })
      }
      return firing
    },

    async rollout(cluster, service) {
      const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))
      const found = services.find(({ status }) => status !== 'INACTIVE')
      if (found === undefined) return undefined
      const newest = found.deployments?.find(({ status }) => status === 'PRIMARY')
      return {
        state: newest?.rolloutState ?? 'UNKNOWN',
        reason: newest?.rolloutStateReason ?? '',
        desired: newest?.desiredCount ?? 0,
        running: newest?.runningCount ?? 0,
        pending: newest?.pendingCount ?? 0,
        failed: newest?.failedTasks ?? 0,
        events: (found.events ?? []).map(({ createdAt, message = '' }) => ({ at: createdAt ?? new Date(0), message })),
      }
    },

    async stoppedTasks(cluster, service) {
      const { taskArns = [] } = await ecs.send(
        // By family, not by service: a service that was rolled back no longer owns the tasks that failed.
        new ListTasksCommand({ cluster, family: service, desiredStatus: 'STOPPED', maxResults: 100 }),
      )
      if (taskArns.length === 0) return []
      const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))
      return tasks
        .toSorted((a, b) => Number(b.stoppedAt ?? 0) - Number(a.stoppedAt ?? 0))
        .map(({ stoppedReason = 'no reason given', containers = [] }) => ({
          reason: stoppedReason,
          containers: containers.map(({ name = '', exitCode, reason }) => ({ name, exitCode, reason })),
        }))
    },
  }
}

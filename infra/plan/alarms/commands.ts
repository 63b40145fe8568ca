/** First commands that several alarms share. They take every name from the outputs of the stack. */

/** Asks each part of the service whether it works. */
export const askHealth = 'curl -sS -m 10 "$(pulumi stack output url)/api/health"'

const describeService = (query: string): string =>
  `aws ecs describe-services --cluster "$(pulumi stack output cluster)" --services "$(pulumi stack output service)" --query "services[0].${query}"`

export const countTasks = describeService('[desiredCount,runningCount,pendingCount]')
export const readServiceEvents = describeService('events[0:5].message')

/**
 * Lines of the application's log. Not by `aws logs tail`, which version 1 of the AWS CLI lacks.
 * @param minutes how far back
 * @param filter further options of `aws logs filter-log-events`
 */
export const readLog = (minutes: number, filter: string): string =>
  `aws logs filter-log-events --log-group-name "$(pulumi stack output logGroup)" --start-time "$(node -p 'Date.now() - ${minutes * 60_000}')" ${filter} --query 'events[].message' --output text`

/** @param levels of the lines, e.g. `error` */
export const readLevels = (minutes: number, ...levels: readonly string[]): string =>
  readLog(minutes, `--filter-pattern '{ ${levels.map((level) => `$.level = "${level}"`).join(' || ')} }'`)

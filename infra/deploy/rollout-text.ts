import type { Rollout, StoppedTask } from './account.ts'

/** One line on where a deployment of the service stands. */
export const rolloutLine = ({ state, desired, running, pending, failed }: Rollout): string =>
  `ECS: ${running} of ${desired} tasks run, ${pending} start${failed > 0 ? `, ${failed} failed` : ''} (${state})`

/** ECS's own messages since a moment, oldest first. */
export const messagesSince = ({ events }: Rollout, since: Date): readonly string[] =>
  events
    .filter(({ at }) => at >= since)
    .map(({ message }) => message)
    .toReversed()

/** Why the tasks of a service stopped, equal reasons once. Exit codes of 0 are the rule and left out. */
export function stoppedTaskLines(tasks: readonly StoppedTask[]): readonly string[] {
  const lines = tasks.map(({ reason, containers }) => {
    const ends = containers
      .filter(({ exitCode, reason }) => reason !== undefined || (exitCode !== undefined && exitCode !== 0))
      .map(({ name, exitCode, reason }) =>
        [name, exitCode === undefined ? 'never ran' : `ended with ${exitCode}`, reason].filter(Boolean).join(' '),
      )
    return [reason, ...ends].join('; ')
  })
  return [...Map.groupBy(lines, (line) => line)].map(([line, same]) =>
    same.length === 1 ? line : `${line} (${same.length} tasks)`,
  )
}

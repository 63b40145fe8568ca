import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import { deployBudget, deriveTimeouts } from '../plan/timeouts.ts'
import type { Account, StoppedTask } from './account.ts'
import { problemsIn, problemText } from './diagnosis.ts'
import { clock } from './durations.ts'
import type { Engine, Outputs } from './engine.ts'
import { DeployFailure, messageOf } from './failure.ts'
import type { Say } from './phases.ts'
import { followProgress, type Progress } from './progress.ts'
import { messagesSince, rolloutLine, stoppedTaskLines } from './rollout-text.ts'
import { pageOfFailedService, runbookPages } from './runbook-pages.ts'

const serviceType = 'aws:ecs/service:Service'

export interface ApplyOptions {
  readonly engine: Engine
  readonly account: Account
  readonly cluster: string
  readonly service: string
  /** Resources that the preview wants to touch. */
  readonly total: number
  readonly say: Say
  readonly isInterrupted: () => boolean
  /** Between two looks at ECS, and between two heartbeats. */
  readonly rolloutMs?: number
  readonly heartbeatMs?: number
}

/**
 * Deploys, telling live what takes long and how the tasks are replaced.
 * @returns the outputs of the stack
 * @throws DeployFailure with the failing resources in AWS's words, what ECS says of its tasks, and what is half done
 */
export async function apply(options: ApplyOptions): Promise<Outputs> {
  const { engine, say, total, rolloutMs = 5_000, heartbeatMs = 20_000 } = options
  const startedAt = new Date()
  const start = performance.now()
  const elapsed = () => performance.now() - start
  const tell = (line: string) => say(`${clock(elapsed())} ${line}`)
  const events: EngineEvent[] = []
  const progress = followProgress(total, { [serviceType]: deployBudget(deriveTimeouts()).total * 1000 })
  const watch = watchRollout(options, progress, startedAt, tell)

  const rolloutTimer = setInterval(() => void watch.look(), rolloutMs)
  const heartbeatTimer = setInterval(() => {
    const line = progress.heartbeat(elapsed())
    if (line !== undefined) tell(line)
  }, heartbeatMs)
  try {
    return await engine.up((event) => {
      events.push(event)
      for (const line of progress.observe(event, elapsed())) tell(line)
      watch.observe()
    })
  } catch (error) {
    throw await failureOf(error, options, progress, events, startedAt)
  } finally {
    clearInterval(rolloutTimer)
    clearInterval(heartbeatTimer)
  }
}

/** Tells what ECS does while Pulumi waits for the service to be steady. */
function watchRollout(
  { account, cluster, service }: ApplyOptions,
  progress: Progress,
  since: Date,
  tell: (line: string) => void,
) {
  const { phases, total } = deployBudget(deriveTimeouts())
  const told = new Set<string>()
  const once = (line: string) => {
    if (told.has(line)) return
    told.add(line)
    tell(line)
  }
  return {
    observe() {
      if (progress.isWorkingOn(serviceType))
        once(
          `ECS starts the new tasks: at most ${total} s when nothing is wrong (${Object.entries(phases)
            .map(([phase, seconds]) => `${phase} ${seconds}`)
            .join(', ')}), and gives up after ${deriveTimeouts().upLimit} s`,
        )
    },
    async look() {
      if (!progress.isWorkingOn(serviceType)) return
      // Only a view: what fails here does not concern the deployment.
      const rollout = await account.rollout(cluster, service).catch(() => undefined)
      if (rollout === undefined) return
      for (const message of messagesSince(rollout, since)) once(`ECS: ${message}`)
      once(rolloutLine(rollout))
    },
  }
}

async function failureOf(
  error: unknown,
  { account, cluster, service, isInterrupted }: ApplyOptions,
  progress: Progress,
  events: readonly EngineEvent[],
  since: Date,
): Promise<DeployFailure> {
  const problems = problemsIn(events)
  const { done, failed, cutOff } = progress.account()
  const isService = failed.some((name) => name.startsWith('Service '))
  const tasks = isService ? await askAboutTasks(account, cluster, service, since) : undefined
  const parts = [
    isInterrupted()
      ? 'Interrupted: Pulumi has finished what it had begun.'
      : problems.length > 0
        ? problemText(problems)
        : messageOf(error),
    ...(tasks ? [tasks.text] : []),
    [
      changedText(done),
      ...(failed.length > 0 ? [`Failed: ${failed.join(', ')}.`] : []),
      ...(cutOff.length > 0
        ? [
            `Cut off, so that their state is unknown: ${cutOff.join(', ')}. Run \`pulumi refresh\` before the next deployment.`,
          ]
        : []),
    ].join('\n'),
  ]
  return new DeployFailure(parts.join('\n\n'), {
    runbook: tasks ? pageOfFailedService(tasks.stopped) : runbookPages.rollBack,
    cause: error,
  })
}

function changedText(count: number): string {
  if (count === 0) return 'Nothing was changed before that.'
  const changed =
    count === 1
      ? '1 resource was changed before that and is kept'
      : `${count} resources were changed before that and are kept`
  return `${changed}; the next run goes on from there.`
}

/** What ECS knows of a deployment that failed. */
async function askAboutTasks(
  account: Account,
  cluster: string,
  service: string,
  since: Date,
): Promise<{ readonly text: string; readonly stopped: readonly StoppedTask[] }> {
  try {
    const [rollout, stopped] = await Promise.all([
      account.rollout(cluster, service),
      account.stoppedTasks(cluster, service),
    ])
    const messages = rollout ? messagesSince(rollout, since).slice(-8) : []
    const text = [
      ...(rollout ? [`ECS: ${rollout.reason || rollout.state}`] : []),
      ...messages.map((message) => `  ${message}`),
      ...(stopped.length > 0 ? ['Stopped tasks, newest first:'] : ['No stopped task is known to ECS any more.']),
      ...stoppedTaskLines(stopped.slice(0, 10)).map((line) => `  ${line}`),
    ].join('\n')
    return { text, stopped }
  } catch (error) {
    return { text: `ECS could not be asked why: ${messageOf(error)}`, stopped: [] }
  }
}

import { expect, test } from 'vitest'
import type { Account, Rollout } from './account.ts'
import { type ApplyOptions, apply } from './apply.ts'
import type { Engine } from './engine.ts'
import { accountWith } from './test-support/account.ts'
import { begun, done, failed, told } from './test-support/events.ts'

const service = ['aws:ecs/service:Service', 'mpla-dev-app'] as const
const topic = ['aws:sns/topic:Topic', 'mpla-dev-alerts'] as const
const inAYear = new Date(Date.now() + 365 * 86_400_000)
const rollout: Rollout = { state: 'IN_PROGRESS', reason: '', desired: 1, running: 0, pending: 1, failed: 0, events: [] }

const engineOf = (up: Engine['up']): Engine => ({
  preview: () => Promise.reject(new Error('not asked for')),
  setting: async () => undefined,
  up,
})

/** Runs the phase with an engine that does what `up` says. */
function run(up: Engine['up'], account: Account, own: Partial<ApplyOptions> = {}) {
  const lines: string[] = []
  const options: ApplyOptions = {
    engine: engineOf(up),
    account,
    cluster: 'mpla-dev',
    service: 'mpla-dev',
    total: 2,
    say: (line) => lines.push(line),
    isInterrupted: () => false,
    rolloutMs: 5,
    heartbeatMs: 5,
    ...own,
  }
  return { lines, result: apply(options) }
}

test('tells how ECS replaces the tasks, each thing once, while the service is worked on', async () => {
  const asked: string[][] = []
  let finish = () => {}
  const answers = [
    rollout,
    rollout,
    {
      ...rollout,
      running: 1,
      pending: 0,
      events: [{ at: inAYear, message: '(service mpla-dev) registered 1 targets' }],
    },
    { ...rollout, running: 1, pending: 0, state: 'COMPLETED' },
  ]
  const account = accountWith({
    rollout: async (...names) => {
      asked.push(names)
      const answer = answers[asked.length - 1]
      if (answer === undefined) finish()
      return answer
    },
  })
  const { lines, result } = run(async (onEvent) => {
    onEvent(begun('update', ...service))
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    onEvent(done('update', ...service))
    return { url: 'http://mpla' }
  }, account)
  expect(await result).toEqual({ url: 'http://mpla' })
  expect(asked[0]).toEqual(['mpla-dev', 'mpla-dev'])
  const texts = lines.map((line) => line.replace(/^0:00 /, ''))
  expect(texts.filter((line) => line.startsWith('ECS'))).toEqual([
    expect.stringMatching(/^ECS starts the new tasks: at most \d+ s .*gives up after 1200 s$/),
    'ECS: 0 of 1 tasks run, 1 start (IN_PROGRESS)',
    'ECS: (service mpla-dev) registered 1 targets',
    'ECS: 1 of 1 tasks run, 0 start (IN_PROGRESS)',
    'ECS: 1 of 1 tasks run, 0 start (COMPLETED)',
  ])
  expect(texts).toContain('0 of 2 done; at work on Service mpla-dev-app (0:00 of at most 5:15)')
})

test('a failing service is told with the reasons of ECS, how its containers ended, and the runbook', async () => {
  const account = accountWith({
    rollout: async () => ({
      ...rollout,
      state: 'FAILED',
      reason: 'ECS deployment circuit breaker: tasks failed to start.',
      events: [{ at: inAYear, message: '(service mpla-dev) is unable to start a task' }],
    }),
    stoppedTasks: async () => [
      {
        reason: 'Essential container in task exited',
        containers: [{ name: 'migrate', exitCode: 1, reason: undefined }],
      },
    ],
  })
  const { result } = run(async (onEvent) => {
    for (const event of [begun('create', ...topic), done('create', ...topic), begun('update', ...service)])
      onEvent(event)
    onEvent(told('waiting for ECS Service to reach steady state', service))
    onEvent(failed('update', ...service))
    throw new Error('exit status 255')
  }, account)
  await expect(result).rejects.toMatchObject({ runbook: 'runbooks/migration-failed.md' })
  await expect(result).rejects.toThrow(`aws:ecs/service:Service mpla-dev-app
  waiting for ECS Service to reach steady state

ECS: ECS deployment circuit breaker: tasks failed to start.
  (service mpla-dev) is unable to start a task
Stopped tasks, newest first:
  Essential container in task exited; migrate ended with 1

1 resource was changed before that and is kept; the next run goes on from there.
Failed: Service mpla-dev-app.`)
})

test('when ECS cannot be asked either, the first failure is still told', async () => {
  const account = accountWith({ stoppedTasks: () => Promise.reject(new Error('AccessDenied')) })
  const { result } = run(async (onEvent) => {
    onEvent(begun('update', ...service))
    onEvent(told('was rolled back', service))
    onEvent(failed('update', ...service))
    throw new Error('exit status 255')
  }, account)
  await expect(result).rejects.toThrow(
    /was rolled back[\s\S]*ECS could not be asked why: AccessDenied[\s\S]*Nothing was changed before that\./,
  )
})

test('another resource that fails says nothing of tasks', async () => {
  const { result } = run(async (onEvent) => {
    onEvent(begun('create', ...topic))
    onEvent(told('LimitExceeded', topic))
    onEvent(failed('create', ...topic))
    throw new Error('exit status 255')
  }, accountWith())
  await expect(result).rejects.toMatchObject({ runbook: 'runbooks/roll-back.md' })
  await expect(result).rejects.not.toThrow(/tasks/)
})

test('an engine that fails without a word is quoted, and what it was at is cut off', async () => {
  const { result } = run(async (onEvent) => {
    onEvent(begun('create', ...topic))
    throw new Error('the plugin is gone')
  }, accountWith())
  await expect(result).rejects.toThrow(/the plugin is gone[\s\S]*Cut off.*Topic mpla-dev-alerts.*pulumi refresh/)
})

test('Ctrl-C is told as what it is', async () => {
  const { result } = run(() => Promise.reject(new Error('update canceled')), accountWith(), {
    isInterrupted: () => true,
  })
  await expect(result).rejects.toThrow(/^Interrupted: Pulumi has finished what it had begun\./)
})

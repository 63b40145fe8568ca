// Drills of every alarm of a stack in an emulated account, the faults, and the command as a process. Each function
// registers tests.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { takeInventory } from '../emulator/inventory.ts'
import type { DrillOutcome } from '../operations/drill.ts'
import { drillAlarms } from '../operations/drill-alarms.ts'
import { type Drill, parseExercises } from '../operations/exercise.ts'
import { exerciseLogOf } from '../operations/exercise-log.ts'
import { openSite } from '../operations/open-site.ts'
import type { ShellResult } from '../operations/shell-session.ts'
import { unattendedReader } from '../operations/unattended-reader.ts'
import { alarms } from '../plan/alarms/alarms.ts'
import type { OperatedStack } from './operated-stack.ts'
import { rememberingSession } from './remembering-session.ts'

export type Drilled = readonly { readonly record: Drill; readonly outcome: DrillOutcome }[]

const openDrillSite = (stack: OperatedStack) =>
  openSite('prod', {
    checkout: stack.checkout,
    environment: stack.env,
    connection: { endpoint: stack.emulator.url, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
  })

const recordsOf = ({ checkout }: OperatedStack) => parseExercises(readFileSync(exerciseLogOf(checkout), 'utf8'))

/**
 * Sets off every alarm of the registry and answers it by its page.
 * @param known what a script of a page came to that was run before
 * @param keep gets the drills
 */
export function drillsEveryAlarm(
  stack: () => OperatedStack,
  known: (script: string) => ShellResult | undefined,
  keep: (drilled: Drilled) => void,
): void {
  let drilled: Drilled = []

  test('every alarm of the registry is set off, tells its own topic once, leads to its page, and is over', async () => {
    // The committed ones are those of other days.
    rmSync(exerciseLogOf(stack().checkout), { force: true })
    const before = await takeInventory(stack().emulator)
    const site = await openDrillSite(stack())
    try {
      drilled = await drillAlarms(
        { kind: 'drill', alarms: [], stack: 'prod', yes: true, readOnly: false, inject: false, force: false },
        {
          ...site,
          session: rememberingSession(site.session, known),
          reader: unattendedReader(() => undefined, { yes: true }),
          say: () => undefined,
          signal: new AbortController().signal,
          today: () => new Date(),
        },
        undefined,
      )
    } finally {
      await site.session.close()
    }
    keep(drilled)
    expect(drilled.map(({ record }) => record.alarm)).toEqual(alarms.map(({ id }) => id))
    expect(drilled.flatMap(({ record, outcome }) => outcome.problems.map((text) => [record.alarm, text]))).toEqual([])
    expect(drilled.filter(({ record }) => !record.passed)).toEqual([])
    // No queue and no subscription stays, and no page changes the account by being followed again.
    const queues = ({ queue, 'topic subscription': subscriptions }: typeof before) => [queue, subscriptions]
    expect(queues(await takeInventory(stack().emulator))).toEqual(queues(before))
  })

  test.each(alarms)(
    '$id: one message when it begins and one when it ends, both by the topic of its severity',
    ({ id, severity }) => {
      const { record, outcome } = drilled.find((each) => each.record.alarm === id) ?? {}
      expect(outcome?.told.map(({ state, topicArn }) => [state, topicArn.includes(`-${severity}-`)])).toEqual([
        ['ALARM', true],
        ['OK', true],
      ])
      expect(record?.notifySeconds).toBeLessThan(10)
      expect(record?.mitigateSeconds).toBeGreaterThan(0)
      expect(record?.commands.run).toBeGreaterThanOrEqual(4)
    },
  )

  test('the log has a line for each, and nothing else', () => {
    expect(recordsOf(stack())).toEqual({ exercises: drilled.map(({ record }) => record), bad: [] })
  })
}

/** Makes and undoes each fault of the registry, without its alarm: no metric is recorded here. */
export function makesFaults(stack: () => OperatedStack): void {
  const faulty = alarms.filter(({ fault }) => fault)
  const faultOf = (id: string) => {
    const fault = alarms.find((alarm) => alarm.id === id)?.fault
    if (!fault) throw new Error(`Expected a fault that causes ${id}`)
    return fault
  }
  const tasks = async (status: string) =>
    (
      await stack().run(
        `aws ecs list-tasks --cluster "$(pulumi stack output cluster)" --desired-status ${status} --query 'taskArns[]' --output text`,
      )
    )
      .split(/\s+/)
      .filter((arn) => arn !== '')
  const startTasks = (count: number) =>
    stack().run(`aws ecs run-task --cluster "$(pulumi stack output cluster)" --task-definition "$(pulumi stack output taskDefinition)" --count ${count} --launch-type FARGATE \
      --network-configuration "$(aws ecs describe-services --cluster "$(pulumi stack output cluster)" --services "$(pulumi stack output service)" --query 'services[0].networkConfiguration')"`)

  test('each fault is one of these', () => {
    expect(faulty.map(({ id }) => id).toSorted()).toEqual([
      'at-max-tasks',
      'error-lines',
      'no-healthy-hosts',
      'tasks-missing',
    ])
  })

  test('one task, then every task is stopped, and nothing fails when there is none', async () => {
    await startTasks(3)
    const running = await tasks('RUNNING')
    await stack().run(faultOf('tasks-missing').script)
    expect(await tasks('RUNNING')).toHaveLength(running.length - 1)
    await stack().run(faultOf('no-healthy-hosts').script)
    expect(await tasks('RUNNING')).toEqual([])
    expect(await tasks('STOPPED')).toEqual(expect.arrayContaining(running))
    await stack().run(faultOf('tasks-missing').script)
    await stack().run(faultOf('no-healthy-hosts').script)
  })

  test('as many tasks as there may be are wanted, then as many as before', async () => {
    const bounds = async () =>
      (
        await stack().run(
          `aws application-autoscaling describe-scalable-targets --service-namespace ecs --query 'ScalableTargets[0].[MinCapacity,MaxCapacity]' --output text`,
        )
      )
        .trim()
        .split(/\s+/)
    const [least, most] = await bounds()
    expect(least).not.toBe(most)
    await stack().run(faultOf('at-max-tasks').script)
    expect(await bounds()).toEqual([most, most])
    await stack().run(faultOf('at-max-tasks').undo ?? '')
    expect(await bounds()).toEqual([least, most])
  })

  test('error lines are written that the filter of the alarm counts, and taken away', async () => {
    const { script, undo = '' } = faultOf('error-lines')
    const lines = async () =>
      await stack().run(
        `aws logs filter-log-events --log-group-name "$(pulumi stack output logGroup)" --log-stream-names drill --query 'events[].message' --output text`,
      )
    const streams = async () =>
      (
        await stack().run(
          `aws logs describe-log-streams --log-group-name "$(pulumi stack output logGroup)" --log-stream-name-prefix drill --query 'logStreams[].logStreamName' --output json`,
        )
      ).trim()
    await stack().run(script)
    await stack().run(script)
    const written = (await lines())
      .trim()
      .split('\t')
      .map((line): unknown => JSON.parse(line))
    expect(written).toHaveLength(20)
    expect(written).toEqual(written.map(() => ({ level: 'error', message: 'Drill: nothing is wrong' })))
    await stack().run(undo)
    expect(await streams()).toEqual('[]')
  })
}

interface Run {
  readonly code: number | null
  readonly text: string
}

/** The command as a process of its own, without a terminal. */
export function runsTheCommand(stack: () => OperatedStack): void {
  async function drill(line: string, during?: (text: string, child: ChildProcess) => void): Promise<Run> {
    const child = spawn(process.execPath, ['infra/drill-command.ts', ...line.split(' ')], {
      cwd: stack().checkout,
      env: stack().env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        during?.(text, child)
      })
    const [code] = await once(child, 'close')
    return { code, text }
  }
  const states = () =>
    stack().run(
      `aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm --state-value ALARM --query '[MetricAlarms,CompositeAlarms][][].AlarmName' --output text`,
    )
  const set = (name: string, value: string) =>
    stack().run(
      `aws cloudwatch set-alarm-state --alarm-name mpla-prod-${name} --state-value ${value} --state-reason test`,
    )

  test('a drill by the command says what it does, and adds its line', async () => {
    const before = recordsOf(stack()).exercises.length
    const run = await drill('mpla-prod-no-healthy-hosts --stack prod --yes --read-only')
    expect(run.text).toMatch(/^Stack prod in an emulated account at .*, region eu-west-1, as arn:/m)
    expect(run.text).toMatch(
      /causes {2}mpla-prod-no-healthy-hosts set to ALARM\n {2}tells {3}whoever is on call, by .*@.* \(email/,
    )
    expect(run.text).toContain('Not run: --read-only')
    expect(run.text).toContain('1 of 1 drills passed')
    expect(run.code).toBe(0)
    const { exercises } = recordsOf(stack())
    expect(exercises).toHaveLength(before + 1)
    expect(exercises.at(-1)).toMatchObject({ alarm: 'no-healthy-hosts', on: 'emulator', passed: true })
  })

  test.each([
    ['without a terminal and --yes', 'high-cpu --stack prod', /Expected a terminal .* or --yes/],
    ['of a stack that is not there', 'high-cpu --stack pr-77 --yes', /The outputs of stack pr-77 could not be read/],
    [
      'by a fault that nobody would notice',
      'error-lines --stack prod --yes --inject',
      /An emulator records no metrics/,
    ],
  ])('%s it is refused, and nothing is changed', async (_, line, message) => {
    const before = recordsOf(stack())
    const run = await drill(line)
    expect(run.text).toMatch(message)
    expect(run.text).toContain('Nothing was changed.')
    expect(run.code).toBe(2)
    expect(recordsOf(stack())).toEqual(before)
  })

  test('while the alarm fires by itself it is refused, and goes on firing', async () => {
    await set('high-cpu', 'ALARM')
    const run = await drill('high-cpu --stack prod --yes')
    expect(run.text).toMatch(/mpla-prod-high-cpu is firing by itself \(test\)/)
    expect(run.code).toBe(2)
    expect((await states()).trim()).toBe('mpla-prod-high-cpu')
    await set('high-cpu', 'OK')
  })

  test('Ctrl-C in the middle puts the alarm back and takes the queue away', async () => {
    const before = recordsOf(stack())
    let isSent = false
    const run = await drill('queue-age --stack prod --yes --read-only', (text, child) => {
      if (isSent || !text.includes(' told ')) return
      isSent = true
      child.kill('SIGINT')
    })
    expect(isSent).toBe(true)
    expect(run.code).toBe(130)
    expect(run.text).toContain('puts back what the drill has set')
    expect(run.text).not.toContain('Nothing was changed')
    expect((await states()).trim()).toBe('')
    expect((await takeInventory(stack().emulator))['queue']).toEqual([])
    expect(recordsOf(stack())).toEqual(before)
  })

  test('the list knows what was drilled, and --check that procedures were not', async () => {
    const run = await drill('--list --check')
    expect(run.code).toBe(1)
    expect(run.text.match(/^in time {2}/gm)).toHaveLength(alarms.length)
    expect(run.text).toMatch(/^never +restore-database/m)
    const strict = await drill('--list --on account')
    expect(strict.code).toBe(0)
    expect(strict.text).not.toMatch(/^in time/m)
  })
}

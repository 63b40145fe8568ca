import { expect, test } from 'vitest'
import { alarmOf, playedDrill } from './test-support/played-drill.ts'

const highCpu = alarmOf('high-cpu')
const queueAge = alarmOf('queue-age') // explained by another alarm: a notifier tells it
const fastBurn = alarmOf('availability-fast-burn') // two windows, and a notifier

test.each([highCpu, queueAge, fastBurn])(
  '$id: set off, told once, answered by its page, over, told once',
  async (alarm) => {
    const { outcome, pages } = await playedDrill({ alarm })
    expect(outcome).toMatchObject({ passed: true, problems: [], commands: { run: 3, skipped: 0 } })
    expect(outcome.told.map(({ state }) => state)).toEqual(['ALARM', 'OK'])
    expect(outcome.notifySeconds).toBeGreaterThan(0)
    expect(outcome.mitigateSeconds).toBeGreaterThan(0)
    expect(pages).toEqual(['Diagnosis', 'Mitigation', 'Verification'])
  },
)

test('the page is verified only when the alarm is over', async () => {
  const { events } = await playedDrill({ alarm: highCpu })
  expect(events).toEqual([
    'set mpla-prod-high-cpu ALARM',
    'page Diagnosis',
    'page Mitigation',
    'set mpla-prod-high-cpu OK',
    'page Verification',
  ])
})

test('where metrics are evaluated it waits for CloudWatch, and sets nothing back', async () => {
  const { outcome, events } = await playedDrill({ alarm: highCpu, isEvaluated: true, backAfter: 40 })
  expect(outcome.passed).toBe(true)
  expect(events.filter((event) => event.startsWith('set'))).toEqual(['set mpla-prod-high-cpu ALARM'])
})

test('a notifier waits two minutes, longer than the state lasts that was set: then it is held', async () => {
  const { outcome, events } = await playedDrill({ alarm: queueAge, isEvaluated: true, backAfter: 40, waits: 120 })
  expect(outcome).toMatchObject({ passed: true, problems: [] })
  expect(outcome.notifySeconds).toBeGreaterThan(120)
  expect(events.filter((event) => event.startsWith('set'))).toEqual([
    'set mpla-prod-queue-age ALARM',
    'set mpla-prod-queue-age-notify ALARM',
    'set mpla-prod-queue-age-notify OK',
  ])
})

test.each<[string, Parameters<typeof playedDrill>[0], RegExp]>([
  ['nobody is told', { alarm: highCpu, lose: 'ALARM' }, /Nobody was told within 10 s that mpla-prod-high-cpu fires/],
  ['nobody is told of the end', { alarm: highCpu, lose: 'OK' }, /Nobody was told within 10 s .* is over/],
  ['it tells the wrong topic', { alarm: highCpu, topic: 'page' }, /It came by .*page.*, and not by .*ticket/],
  ['it tells twice', { alarm: highCpu, times: 2 }, /It told ALARM 2 times/],
  ['the description has no link', { alarm: highCpu, description: 'CPU!' }, /names no runbook/],
  [
    'the link is about another alarm',
    { alarm: highCpu, description: 'Runbook: runbooks/queue-age.md' },
    /runbook queue-age/,
  ],
  ['the page is gone', { alarm: highCpu, page: undefined }, /leads to no page/],
  ['the page has another heading', { alarm: highCpu, page: '# queue-age\n' }, /heading queue-age/],
  ['a command fails', { alarm: highCpu, failing: 'Diagnosis' }, /Diagnosis failed/],
  ['the last command finds it firing', { alarm: highCpu, lastOutput: '["ALARM"]' }, /last command .*ALARM/],
])('when %s it has not passed, and the alarm is put back', async (_, play, problem) => {
  const { outcome, states } = await playedDrill(play)
  expect(outcome.passed).toBe(false)
  expect(outcome.problems.join('\n')).toMatch(problem)
  expect(Object.values(states)).not.toContain('ALARM')
})

test('a message that the queue gives twice is one', async () => {
  const { outcome } = await playedDrill({ alarm: highCpu, times: 2, isRepeated: true })
  expect(outcome).toMatchObject({ passed: true })
  expect(outcome.told).toHaveLength(2)
})

test('without a message there is no time, and nothing of the page is run', async () => {
  const { outcome, pages } = await playedDrill({ alarm: highCpu, lose: 'ALARM' })
  expect(outcome).toMatchObject({ notifySeconds: null, mitigateSeconds: null, commands: { run: 0, skipped: 0 } })
  expect(pages).toEqual([])
})

test('the link is looked up at the commit that it names', async () => {
  const commit = 'a'.repeat(40)
  const description = `Runbook: https://git.example.com/mpla/blob/${commit}/runbooks/high-cpu.md`
  const { outcome, read, followed } = await playedDrill({ alarm: highCpu, description })
  expect(outcome.passed).toBe(true)
  expect(new Set(read.map(String))).toEqual(new Set([`high-cpu,${commit}`]))
  expect(followed).toBe('# high-cpu\n')
})

test('what other alarms tell meanwhile is no message of this one', async () => {
  const { outcome } = await playedDrill({ alarm: highCpu, lose: 'ALARM', other: 'mpla-prod-queue-age' })
  expect(outcome.problems.join()).toContain('Nobody was told')
  expect(outcome.told.map(({ alarm }) => alarm)).toContain('mpla-prod-queue-age')
})

test('a fault is made until the alarm fires by itself, and undone before its end is waited for', async () => {
  const { outcome, events } = await playedDrill({ alarm: highCpu, isEvaluated: true, faultsNeeded: 3 })
  expect(outcome).toMatchObject({ passed: true })
  expect(events).toEqual([
    ...['fault', 'fault', 'fault'],
    ...['page Diagnosis', 'page Mitigation', 'undo', 'page Verification'],
  ])
})

test.each([
  ['a state', {}, 'set mpla-prod-high-cpu OK'],
  ['a fault', { faultsNeeded: 1, isEvaluated: true }, 'undo'],
])('an interruption in the middle puts %s back', async (_, play, last) => {
  const interrupted = new Error('interrupted')
  const { events, error } = await playedDrill({ alarm: highCpu, ...play, throwing: interrupted }).then(
    () => ({ events: [], error: undefined }),
    (thrown: { events: string[]; error: unknown }) => thrown,
  )
  expect(error).toBe(interrupted)
  expect(events.at(-1)).toBe(last)
})

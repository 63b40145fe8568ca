import { expect, test } from 'vitest'
import { alarms } from '../plan/alarms/alarms.ts'
import type { AlarmState, AlarmStates } from './alarm-states.ts'
import { announcement, prepareDrill, requestedAlarms } from './drill-preflight.ts'
import { Refusal } from './refusal.ts'
import { alarmOf } from './test-support/played-drill.ts'

const outputs = { pageTopic: 'arn:page', ticketTopic: 'arn:ticket', deletionProtection: true }
const prod = { name: 'prod', outputs, on: 'account' } as const
const request = { alarms: ['high-cpu'], inject: false, force: false }
const fine: AlarmState = { value: 'OK', since: new Date(0), reason: '', speaks: true }

/** CloudWatch with these alarms in these states, and nothing that could be changed. */
const statesOf = (known: Readonly<Record<string, Partial<AlarmState>>>): AlarmStates => ({
  read: async (names) =>
    new Map(names.flatMap((name) => (known[name] ? [[name, { ...fine, ...known[name] }] as const] : []))),
  set: () => Promise.reject(new Error('nothing may be changed')),
})

test('an alarm of one metric is told by itself', async () => {
  const task = await prepareDrill(alarmOf('high-cpu'), prod, request, statesOf({ 'mpla-prod-high-cpu': {} }))
  expect(task).toMatchObject({
    topicArn: 'arn:ticket',
    isEvaluated: true,
    parts: { watching: ['mpla-prod-high-cpu'], teller: 'mpla-prod-high-cpu', explaining: undefined },
  })
})

test('one with windows and an explanation has three parts and one that tells', async () => {
  const names = ['', '-long', '-short', '-notify'].map((end) => `mpla-prod-availability-fast-burn${end}`)
  const known = Object.fromEntries([...names, 'mpla-prod-no-healthy-hosts'].map((name) => [name, {}]))
  const task = await prepareDrill(alarmOf('availability-fast-burn'), prod, request, statesOf(known))
  expect(task?.parts).toEqual({
    main: names[0],
    watching: [names[1], names[2]],
    teller: names[3],
    explaining: 'mpla-prod-no-healthy-hosts',
  })
  const lines = task ? announcement(task, false, ['on-call@example.com (email)']).join('\n') : ''
  expect(lines).toContain(`${names[1]} and ${names[2]} set to ALARM`)
  expect(lines).toContain('whoever is on call, by on-call@example.com (email)')
})

test('where nobody suppresses, the alarm tells although another one would explain it', async () => {
  const known = { 'mpla-dev-unhealthy-hosts': {}, 'mpla-dev-no-healthy-hosts': { value: 'ALARM' } } as const
  const task = await prepareDrill(alarmOf('unhealthy-hosts'), { ...prod, name: 'dev' }, request, statesOf(known))
  expect(task?.parts).toMatchObject({ teller: 'mpla-dev-unhealthy-hosts', explaining: undefined })
})

const queueAge = { 'mpla-prod-queue-age': {}, 'mpla-prod-queue-age-notify': {}, 'mpla-prod-no-healthy-hosts': {} }
test.each<[string, string, Parameters<typeof statesOf>[0], Partial<typeof request>, RegExp]>([
  ['not in the stack', 'high-cpu', {}, {}, /CloudWatch has no alarm mpla-prod-high-cpu/],
  ['firing', 'high-cpu', { 'mpla-prod-high-cpu': { value: 'ALARM', reason: 'hot' } }, {}, /firing by itself \(hot\)/],
  ['firing', 'queue-age', { ...queueAge, 'mpla-prod-queue-age': { value: 'ALARM' } }, {}, /queue-age is firing/],
  [
    'silenced by what explains it',
    'queue-age',
    { ...queueAge, 'mpla-prod-no-healthy-hosts': { value: 'ALARM' } },
    {},
    /no-healthy-hosts is firing, which keeps mpla-prod-queue-age silent/,
  ],
  ['muted', 'queue-age', { ...queueAge, 'mpla-prod-queue-age-notify': { speaks: false } }, {}, /-notify was muted/],
  ['without a fault', 'high-cpu', { 'mpla-prod-high-cpu': {} }, { inject: true }, /leave|Without --inject/],
  [
    'to be made by a fault that users notice',
    'no-healthy-hosts',
    { 'mpla-prod-no-healthy-hosts': {} },
    { inject: true },
    /--force/,
  ],
])('an alarm that is %s is refused', async (_, id, known, own, message) => {
  const refused = prepareDrill(alarmOf(id), prod, { ...request, ...own }, statesOf(known))
  await expect(refused).rejects.toThrow(message)
  await expect(refused).rejects.toBeInstanceOf(Refusal)
})

test('a fault that users notice is made where that is said, or nobody relies on the stack', async () => {
  const alarm = alarmOf('no-healthy-hosts')
  const states = statesOf({ 'mpla-prod-no-healthy-hosts': {} })
  const inject = { ...request, inject: true }
  expect(await prepareDrill(alarm, prod, { ...inject, force: true }, states)).toBeDefined()
  const unprotected = { ...prod, outputs: { ...outputs, deletionProtection: false } }
  expect(await prepareDrill(alarm, unprotected, inject, states)).toBeDefined()
  await expect(prepareDrill(alarm, { ...prod, on: 'emulator' }, { ...inject, force: true }, states)).rejects.toThrow(
    'An emulator records no metrics',
  )
})

test('a stack that is not deployed is refused', async () => {
  await expect(prepareDrill(alarmOf('high-cpu'), { ...prod, outputs: {} }, request, statesOf({}))).rejects.toThrow(
    'npm run up -- prod',
  )
})

test('among all alarms, those that the stack does not have are passed over', async () => {
  expect(await prepareDrill(alarmOf('high-cpu'), prod, { ...request, alarms: [] }, statesOf({}))).toBeUndefined()
})

test('alarms are named by their ids or as the message names them', () => {
  expect(requestedAlarms(['high-cpu', 'mpla-prod-queue-age'], 'prod').map(({ id }) => id)).toEqual([
    'high-cpu',
    'queue-age',
  ])
  expect(requestedAlarms([], 'prod')).toEqual(alarms)
  expect(() => requestedAlarms(['high-cpus'], 'prod')).toThrow('There is no alarm high-cpus; did you mean high-cpu?')
  expect(() => requestedAlarms(['mpla-dev-high-cpu'], 'prod')).toThrow('There is no alarm mpla-dev-high-cpu')
})

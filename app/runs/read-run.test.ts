import { expect, test } from 'vitest'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { resumed, runInput, started } from '../test-support/run-events.ts'
import { readRun } from './read-run.ts'

const { prompt } = runInput
const proposed: NewRefinementEvent = {
  type: 'version.proposed',
  data: { version: 0, parent: null, prompt, changes: [] },
}
const asked: NewRefinementEvent = {
  type: 'call.started',
  data: { callId: 'v0-target', version: 0, role: 'target', model: 'simulator:rules-v1' },
}

function logOf(events: readonly NewRefinementEvent[]) {
  const stored = events.map(
    (event, index): RefinementEvent => ({ ...event, seq: index + 1, at: '2026-01-02T03:04:05Z' }),
  )
  return {
    readEvents: async (_id: string, afterSeq: number, limit: number) => stored.slice(afterSeq, afterSeq + limit),
  }
}

test.each([
  ['none', [started()], 0],
  ['each since the start', [started(), resumed('a'), resumed('b')], 2],
  ['none once a version was proposed', [started(), resumed('a'), proposed], 0],
  [
    'those after the last progress; asking again is none',
    [started(), resumed('a'), proposed, resumed('b'), asked, resumed('c')],
    2,
  ],
] as const)('counts interruptions without progress: %s', async (_name, events, attempts) => {
  expect((await readRun(logOf(events), 'run')).attempts).toBe(attempts)
})

test('reads on from what is known, over as many pages as there are', async () => {
  const events = [started(), ...Array.from({ length: 250 }, (_, index) => resumed(String(index)))]
  const known = await readRun(logOf(events.slice(0, 120)), 'run')
  expect(known.state.lastSeq).toBe(120)
  const whole = await readRun(logOf(events), 'run', known)
  expect(whole).toEqual(await readRun(logOf(events), 'run'))
  expect(whole).toMatchObject({ attempts: 250, state: { lastSeq: 251 } })
})

test('has no input where there is no run', async () => {
  expect((await readRun(logOf([]), 'run')).state.input).toBeNull()
})

import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { Preflight } from '../../app/contract/preflight.ts'
import type { StartRefinement } from '../../app/contract/refinements.ts'
import { deferred, failure } from '../test-support/scripted-api.ts'
import { PreflightModel } from './preflight-model.ts'
import { preflightText } from './preflight-sentences.ts'

const range = (low: number, high = low) => ({ low, high })
const told = (changes: Partial<Preflight> = {}): Preflight => ({
  rewrites: range(2, 4),
  pairs: range(8),
  calls: { target: range(13, 21), enhancer: range(0), judge: range(0), total: range(13, 21) },
  tokens: range(5_800, 50_000),
  cost: { low: 0.0123, high: 1.5, unknown: [] },
  warnings: [],
  ...changes,
})
const asked = (prompt: string): StartRefinement => ({ prompt })

test('asks once the request has rested, and only for the last one', async () => {
  const request = signal<StartRefinement | null>(asked('first'))
  const preflight = vi.fn(async (_: StartRefinement) => told())
  const model = new PreflightModel({ preflight }, request, 5)
  request.value = asked('second')
  request.value = asked('third')
  await expect.poll(() => model.state.value).toEqual({ told: told() })
  expect(preflight.mock.calls).toEqual([[asked('third')]])
})

test('shows nothing for a request that cannot be sent, nor an answer that came too late for it', async () => {
  const request = signal<StartRefinement | null>(asked('first'))
  const late = deferred<Preflight>()
  const preflight = vi.fn(() => late.promise)
  const model = new PreflightModel({ preflight }, request, 0)
  await expect.poll(() => preflight.mock.calls.length).toBe(1)
  request.value = null
  late.resolve(told())
  await late.promise
  expect(model.state.value).toBeNull()
})

test('shows why a request cannot be, and leaves other failures to the start', async () => {
  const request = signal<StartRefinement | null>(asked('first'))
  const answers = [failure(400, 'INVALID_REQUEST', 'No price'), failure(503, 'OVERLOADED')]
  const preflight = vi.fn((_: StartRefinement) => Promise.reject(answers.shift()))
  const model = new PreflightModel({ preflight }, request, 0)
  await expect.poll(() => model.state.value).toEqual({ problem: 'No price' })
  request.value = asked('second')
  await expect.poll(() => model.state.value).toBeNull()
  expect(preflight).toHaveBeenCalledTimes(2)
})

test.each([
  [
    told(),
    false,
    /2 to 4 rewrites · 8 comparisons · 13 to 21 calls · 5,800 to 50,000 tokens · about \$0\.012 to \$1\.50$/,
  ],
  [told({ cost: { low: null, high: null, unknown: ['openai:x'] } }), false, /cost not known$/],
  [told({ cost: { low: 0, high: 0, unknown: [] } }), true, /cost n\/a \(simulator\)$/],
  [told({ pairs: range(0), rewrites: range(1) }), false, /: 1 rewrite · 13 to 21 calls/],
])('says what the limits buy, case %#', (answer, isSimulated, text) => {
  expect(preflightText(answer, isSimulated)).toMatch(text)
})

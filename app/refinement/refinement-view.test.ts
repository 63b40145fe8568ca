import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { Refinement } from '../contract/refinements.ts'
import { foldEvents } from './fold.ts'
import { viewOf } from './refinement-view.ts'
import { initialState } from './run-state.ts'
import { answer, carryOn, runInput, started } from './test-support/scripted-run.ts'

const row = {
  id: '7b1f5e2a-6a57-4d7c-9a53-1d2b1c1f0a11',
  status: 'running',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}
const complete = carryOn([started('Write about our new product.')], ({ version }) =>
  answer(version === 0 ? 'Sure! A product.' : 'Our product saves time.'),
)

test('with the row of the run it is the contract’s Refinement, after every event', () => {
  expect(complete.length).toBeGreaterThan(10)
  for (let count = 1; count <= complete.length; count++) {
    const view = { ...row, ...viewOf(foldEvents(complete.slice(0, count))) }
    expect([count, ...Value.Errors(Refinement, view)]).toEqual([count])
  }
})

test('shows the best version with its prompt, and both scores', () => {
  const state = foldEvents(complete)
  const view = viewOf(state)
  expect(view.best).toEqual({ ...state.best, prompt: state.versions[state.best?.version ?? -1]?.prompt })
  expect(view.best?.version).toBeGreaterThan(0)
  expect(view.bestScore).toBe(state.best?.score)
  expect(view.originalScore).toBe(state.versions[0]?.score)
  expect(view.stopReason).toBe('converged')
})

test('tells the calls and what they have cost; unknown where a price is', () => {
  const usage = { [runInput('').models.target]: { inputTokens: 1, outputTokens: 1 } }
  const calls = complete.filter(({ type }) => type === 'call.started').length
  expect(viewOf(foldEvents(complete))).toMatchObject({ calls, cost: { usd: 0, unknown: [] } })
  const usageByModel = { ...usage, 'openai:new': { inputTokens: 1, outputTokens: 1 } }
  expect(viewOf({ ...foldEvents(complete), usageByModel }).cost).toEqual({ usd: null, unknown: ['openai:new'] })
})

test('before anything is scored there is no best and no score', () => {
  expect(viewOf(foldEvents(complete.slice(0, 2)))).toMatchObject({ best: null, bestScore: null, originalScore: null })
})

test('the excerpt is the first 200 characters and cuts no character in two', () => {
  const { promptExcerpt } = viewOf(foldEvents([started(`x${'🙂'.repeat(300)}`)]))
  expect(promptExcerpt).toBe(`x${'🙂'.repeat(199)}`)
})

test('a failed run shows its error and what it had reached', () => {
  const events = carryOn([started('Write about our new product.')], ({ version }) =>
    version === 0 ? answer('Sure! A product.') : { code: 'MODEL_RATE_LIMITED', message: 'Try later' },
  )
  expect(viewOf(foldEvents(events))).toMatchObject({
    error: { code: 'MODEL_RATE_LIMITED', message: 'Try later' },
    best: { version: 0 },
    stopReason: null,
  })
})

test('refuses a run without events', () => {
  expect(() => viewOf(initialState)).toThrow(/run\.started/)
})

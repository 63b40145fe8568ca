import { expect, test, vi } from 'vitest'
import type { RefinementStarted, StartRefinement } from '../../app/contract/refinements.ts'
import { runId } from '../test-support/example-run.ts'
import { deferred, failure, modelList, scriptedApi } from '../test-support/scripted-api.ts'
import { CatalogueModel } from './catalogue-model.ts'
import { ComposeModel, type DraftStore } from './compose-model.ts'
import type { Draft } from './compose-rules.ts'

const started: RefinementStarted = { id: runId, status: 'queued' }
const noDrafts: DraftStore = { read: () => ({}), write: () => {} }

async function compose({ start = async (_: StartRefinement) => started, drafts = noDrafts, list = modelList } = {}) {
  const api = scriptedApi({ start, models: async () => list })
  const catalogue = new CatalogueModel(api)
  await catalogue.load()
  return new ComposeModel(api, catalogue, drafts)
}

test('starts with the prompt and the model that the form shows', async () => {
  const start = vi.fn(async (_: StartRefinement) => started)
  const form = await compose({ start })
  form.set('prompt', 'Write a poem.')
  expect(form.target.value?.id).toBe('openai:gpt-5-mini')
  expect(await form.submit()).toBe(runId)
  expect(start).toHaveBeenCalledExactlyOnceWith({
    prompt: 'Write a poem.',
    models: { target: 'openai:gpt-5-mini' },
    temperature: 0.7,
    limits: { iterations: 4, maxTokens: 50_000, comparisons: 8 },
  })
  expect(form.draft.value.prompt).toBe('')
})

test('sends nothing while a field is wrong, and then names every wrong field', async () => {
  const form = await compose({ start: () => Promise.reject(new Error('was sent')) })
  form.set('iterations', '99')
  expect(form.errors.value).toEqual({})
  expect(await form.submit()).toBeNull()
  expect(Object.keys(form.errors.value)).toEqual(['prompt', 'iterations'])
  expect(form.failure.value).toBeNull()
})

test('tells nobody off while typing, only after the field was left', async () => {
  const form = await compose()
  form.set('prompt', 'Wri')
  expect(form.errors.value).toEqual({})
  form.leave('prompt')
  expect(form.errors.value.prompt).toContain('at least 10')
  form.set('prompt', 'Write a poem.')
  expect(form.errors.value).toEqual({})
})

test('keeps the prompt when the server refuses, and can be sent again', async () => {
  const answers = [Promise.reject(failure(503, 'SHUTTING_DOWN')), Promise.resolve(started)]
  const form = await compose({ start: () => answers.shift() ?? Promise.reject(new Error('sent a third time')) })
  form.set('prompt', 'Write a poem.')
  expect(await form.submit()).toBeNull()
  expect([form.failure.value?.code, form.draft.value.prompt]).toEqual(['SHUTTING_DOWN', 'Write a poem.'])
  expect(await form.submit()).toBe(runId)
  expect(form.failure.value).toBeNull()
})

test('a second press while the first is on its way starts nothing', async () => {
  const answer = deferred<RefinementStarted>()
  const start = vi.fn(() => answer.promise)
  const form = await compose({ start })
  form.set('prompt', 'Write a poem.')
  const first = form.submit()
  expect([await form.submit(), form.isSending.value]).toEqual([null, true])
  answer.resolve(started)
  expect([await first, start.mock.calls.length, form.isSending.value]).toEqual([runId, 1, false])
})

test('a chosen model that the server no longer offers gives way to the default', async () => {
  const form = await compose({ drafts: { read: () => ({ model: 'openai:gone' }), write: () => {} } })
  expect(form.target.value?.id).toBe('openai:gpt-5-mini')
  form.set('model', 'simulator:rules-v1')
  expect(form.target.value?.simulated).toBe(true)
})

test('without a list of models the server takes its default', async () => {
  const start = vi.fn(async (_: StartRefinement) => started)
  const api = scriptedApi({ start, models: () => Promise.reject(failure(503, 'OVERLOADED')) })
  const catalogue = new CatalogueModel(api)
  const form = new ComposeModel(api, catalogue, noDrafts)
  await catalogue.load()
  expect(catalogue.state.value.is).toBe('failed')
  form.set('prompt', 'Write a poem.')
  await form.submit()
  expect(start.mock.calls[0]?.[0]).not.toHaveProperty('models')
})

test('what was typed survives a reload', async () => {
  let kept: Partial<Draft> = {}
  const drafts: DraftStore = {
    read: () => kept,
    write: (draft) => {
      kept = draft
    },
  }
  const before = await compose({ drafts })
  before.set('prompt', 'Half a pro')
  before.set('temperature', '1.2')
  const after = await compose({ drafts })
  expect(after.draft.value).toMatchObject({ prompt: 'Half a pro', temperature: '1.2' })
})

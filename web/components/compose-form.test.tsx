import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { ModelList } from '../../app/contract/models.ts'
import type { RefinementStarted, StartRefinement } from '../../app/contract/refinements.ts'
import type { Api } from '../api/api.ts'
import { CatalogueModel } from '../models/catalogue-model.ts'
import { ComposeModel } from '../models/compose-model.ts'
import { runId } from '../test-support/example-run.ts'
import { deferred, failure, modelList, scriptedApi } from '../test-support/scripted-api.ts'
import { ComposeForm, ComposeOptions } from './compose-form.tsx'

afterEach(cleanup)
beforeAll(async () => void (await ComposeOptions.preload()))

function mount(script: Partial<Api> = {}) {
  const api = scriptedApi({ models: async () => modelList, ...script })
  const catalogue = new CatalogueModel(api)
  const form = new ComposeModel(api, catalogue, { read: () => ({}), write: () => {} })
  const onStarted = vi.fn()
  render(<ComposeForm form={form} catalogue={catalogue} onStarted={onStarted} />)
  return { form, catalogue, onStarted, loaded: catalogue.load() }
}

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const describedBy = (label: string) =>
  (screen.getByLabelText(label).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')

test('counts the characters of the prompt', () => {
  mount()
  expect(describedBy('Your prompt')).toContain('0 of 20,000 characters')
  type('Your prompt', 'Write 👍')
  return waitFor(() => expect(describedBy('Your prompt')).toContain('7 of 20,000 characters'))
})

test('marks what is wrong, ties the reason to the field and goes to the first wrong field', async () => {
  const { onStarted } = mount()
  type('Rewrites to try', '99')
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  const prompt = screen.getByLabelText('Your prompt')
  await waitFor(() => expect(document.activeElement).toBe(prompt))
  expect(prompt.getAttribute('aria-invalid')).toBe('true')
  expect(describedBy('Your prompt')).toContain('Type or paste the prompt')
  expect(describedBy('Rewrites to try')).toContain('whole number from 1 to 10')
  expect(screen.getByLabelText('Rewrites to try').closest('details')?.open).toBe(true)
  expect(onStarted).not.toHaveBeenCalled()
})

test('names the simulator for what it is when it is the target, and only then', async () => {
  const { loaded } = mount()
  await loaded
  await screen.findByRole('option', { name: 'gpt-5-mini' })
  expect(screen.queryByText(/Fixed rules answer here/)).toBeNull()
  fireEvent.change(screen.getByLabelText('Model the prompt is for'), { target: { value: 'simulator:rules-v1' } })
  await screen.findByText(/Fixed rules answer here/)
  expect(screen.getByRole('option', { name: 'Simulator (not a language model)' })).toBeTruthy()
})

test('tells which provider is unavailable and why', async () => {
  mount()
  expect((await screen.findByText(/is unavailable/)).parentElement?.textContent).toBe(
    'Gemini is unavailable. Gemini refused the key.',
  )
})

test('shows that the models are loading, and that they could not be', async () => {
  const list = deferred<ModelList>()
  mount({ models: () => list.promise })
  const field = screen.getByLabelText('Model the prompt is for').parentElement
  expect([field?.getAttribute('aria-busy'), field?.textContent]).toEqual([
    'true',
    expect.stringContaining('Loading the models…'),
  ])
  list.reject(failure(503, 'OVERLOADED', 'Try later.'))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Try later.')
  expect(alert.textContent).toContain('You can start anyway')
  expect(field?.getAttribute('aria-busy')).toBe('false')
})

test.each([{ ctrlKey: true }, { metaKey: true }])('%j and Enter starts the run', async (modifier) => {
  const { onStarted } = mount({ start: async () => ({ id: runId, status: 'queued' }) })
  type('Your prompt', 'Write a poem.')
  fireEvent.keyDown(screen.getByLabelText('Your prompt'), { key: 'Enter', ...modifier })
  await waitFor(() => expect(onStarted).toHaveBeenCalledExactlyOnceWith(runId))
})

test('Enter alone is a line of the prompt', () => {
  mount({ start: () => Promise.reject(new Error('was started')) })
  type('Your prompt', 'Write a poem.')
  expect(fireEvent.keyDown(screen.getByLabelText('Your prompt'), { key: 'Enter' })).toBe(true)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('says that it is starting, and why it did not', async () => {
  const answer = deferred<RefinementStarted>()
  mount({ start: () => answer.promise })
  type('Your prompt', 'Write a poem.')
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  expect((await screen.findByRole('button', { name: 'Starting…' })).getAttribute('aria-disabled')).toBe('true')
  answer.reject(failure(429, 'RATE_LIMITED', 'Wait a minute.'))
  expect((await screen.findByRole('alert')).textContent).toContain('Wait a minute.')
  expect(screen.getByRole('button', { name: 'Start refining' })).toBeTruthy()
})

test('says what the limits buy and warns, without starting anything', async () => {
  const range = { low: 2, high: 2 }
  const calls = { target: range, enhancer: range, judge: range, total: range }
  const cost = { low: 0.01, high: 0.02, unknown: [] }
  const warnings = [{ code: 'few-rewrites' as const, message: 'Two are luck' }]
  const preflight = vi.fn(async () => ({ rewrites: range, pairs: range, calls, tokens: range, cost, warnings }))
  const { onStarted, loaded } = mount({ preflight })
  await loaded
  type('Your prompt', 'Write a poem.')
  type('Most money, in USD', '0.5')
  await waitFor(() => expect(screen.getByText(/2 rewrites · .* about \$0\.01 to \$0\.02/)).toBeTruthy(), {
    timeout: 5_000,
  })
  expect(screen.getByText('Two are luck').tagName).toBe('LI')
  expect(preflight).toHaveBeenLastCalledWith(
    expect.objectContaining({ limits: expect.objectContaining({ maxCost: 0.5 }) }),
  )
  expect(onStarted).not.toHaveBeenCalled()
})

const open = async (script: Partial<Api> = {}) => {
  const start = vi.fn(async (_: StartRefinement) => ({ id: runId, status: 'queued' as const }))
  const mounted = mount({ start, ...script })
  await mounted.loaded
  type('Your prompt', 'Write a poem.')
  const send = async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
    await waitFor(() => expect(start).toHaveBeenCalled())
    return start.mock.calls[0]?.[0]
  }
  return { ...mounted, send, start }
}
const groupOf = (title: string) => screen.getByText(title).closest('details')

test('a prompt and a press of the button are enough: everything else has a default', async () => {
  const { send } = await open()
  for (const title of ['Rewriting', 'Scoring', 'Test inputs', 'Checks', 'Temperature and limits'])
    expect(groupOf(title)?.open, title).toBe(false)
  expect(await send()).toEqual({
    prompt: 'Write a poem.',
    models: { target: 'openai:gpt-5-mini' },
    temperature: 0.7,
    limits: { iterations: 4, maxTokens: 50_000, comparisons: 8 },
  })
})

test('each choice is explained, and a model is asked for only where one plays a part', async () => {
  await open()
  for (const name of ['A model improves it', 'A model writes it anew', 'Rules and a judge'])
    expect(describedBy(name)).toMatch(/^[A-Z].{20,}\.$/)
  expect(screen.queryByLabelText('Model that writes')).toBeNull()
  expect(screen.queryByLabelText('Model that judges')).toBeNull()
  fireEvent.click(screen.getByLabelText('A model improves it'))
  fireEvent.click(screen.getByLabelText('Rules and a judge'))
  await screen.findByLabelText('Model that writes')
  await screen.findByLabelText('Model that judges')
})

test('another model writes, another judges by a criterion of one\u2019s own, and the folded line says so', async () => {
  const { send } = await open()
  fireEvent.click(screen.getByLabelText('A model writes it anew'))
  fireEvent.change(await screen.findByLabelText('Model that writes'), { target: { value: 'openai:gpt-5' } })
  type('Rounds of self-correction', '2')
  type('Inputs that a model writes', '6')
  fireEvent.click(screen.getByLabelText('Rules and a judge'))
  fireEvent.change(await screen.findByLabelText('Model that judges'), { target: { value: 'openai:gpt-5' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add a criterion of your own' }))
  await screen.findByLabelText('Name')
  type('Name', 'Friendly tone')
  type('Question', 'Is it kind to the reader?')
  await waitFor(() => expect(groupOf('Scoring')?.textContent).toContain('a judge: gpt-5 · 1 criterion of your own'))
  expect(groupOf('Rewriting')?.textContent).toContain('a model writes it anew: gpt-5 · 2 rounds of self-correction')
  expect(groupOf('Test inputs')?.textContent).toContain('6 by a model')
  expect(await send()).toMatchObject({
    models: { target: 'openai:gpt-5-mini', enhancer: 'openai:gpt-5', judge: 'openai:gpt-5' },
    enhancer: 'architect',
    selfCorrection: 2,
    generateInputs: 6,
    evaluator: 'llm_judge',
    judgeCriteria: [{ name: 'friendly-tone', question: 'Is it kind to the reader?' }],
  })
})

test('a criterion that is not complete is unfolded and marked, and nothing is sent', async () => {
  const { start } = await open()
  fireEvent.click(screen.getByLabelText('Rules and a judge'))
  fireEvent.click(await screen.findByRole('button', { name: 'Add a criterion of your own' }))
  const name = await screen.findByLabelText('Name')
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  await waitFor(() => expect(document.activeElement).toBe(name))
  expect(groupOf('Scoring')?.open).toBe(true)
  expect(describedBy('Name')).toContain('Name it in a word or two')
  expect(start).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Remove the criterion 1' }))
  await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull())
  expect(document.activeElement?.textContent).toBe('Add a criterion of your own')
})

test('where there is only the simulator, what a model would write cannot be chosen, and it says why', async () => {
  const models = modelList.models.filter(({ simulated }) => simulated)
  const { send } = await open({ models: async () => ({ models, default: 'simulator:rules-v1', unavailable: [] }) })
  expect(screen.getByLabelText<HTMLInputElement>('A model improves it').disabled).toBe(true)
  expect(screen.getByText(/The simulator writes no prompts/)).toBeTruthy()
  expect(screen.queryByLabelText('Rounds of self-correction')).toBeNull()
  expect(await send()).not.toHaveProperty('enhancer')
})

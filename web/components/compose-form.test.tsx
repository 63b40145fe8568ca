import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { ModelList } from '../../app/contract/models.ts'
import type { RefinementStarted } from '../../app/contract/refinements.ts'
import type { Api } from '../api/api.ts'
import { CatalogueModel } from '../models/catalogue-model.ts'
import { ComposeModel } from '../models/compose-model.ts'
import { runId } from '../test-support/example-run.ts'
import { deferred, failure, modelList, scriptedApi } from '../test-support/scripted-api.ts'
import { ComposeForm } from './compose-form.tsx'

afterEach(cleanup)

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

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { StartRefinement } from '../../app/contract/refinements.ts'
import { catalogue as descriptions } from '../../app/refinement/evaluators/author-checks/catalogue.ts'
import type { Api } from '../api/api.ts'
import { CatalogueModel } from '../models/catalogue-model.ts'
import { ComposeModel } from '../models/compose-model.ts'
import { runId } from '../test-support/example-run.ts'
import { failure, modelList, scriptedApi } from '../test-support/scripted-api.ts'
import { ComposeForm, ComposeOptions } from './compose-form.tsx'

afterEach(cleanup)
beforeAll(async () => void (await ComposeOptions.preload()))

const checkList = async () => ({ checks: [...descriptions] })

function mount(script: Partial<Api> = {}) {
  const start = vi.fn(async (_: StartRefinement) => ({ id: runId, status: 'queued' as const }))
  const api = scriptedApi({ models: async () => modelList, checks: checkList, start, ...script })
  const catalogue = new CatalogueModel(api)
  const form = new ComposeModel(api, catalogue, { read: () => ({}), write: () => {} })
  const onStarted = vi.fn()
  render(<ComposeForm form={form} catalogue={catalogue} onStarted={onStarted} />)
  const section = screen.getByText('Checks').closest('details')
  if (section === null) throw new Error('expected the checks in a part that unfolds')
  const unfold = () => {
    section.open = true
    fireEvent(section, new Event('toggle'))
  }
  const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
  return { form, start, onStarted, section, unfold, type }
}

async function add(check: string) {
  fireEvent.change(await screen.findByLabelText('Add a check'), { target: { value: check } })
  fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  await waitFor(() => expect(screen.getAllByRole('group').length).toBeGreaterThan(0))
}

test('is folded away, and asks for nothing until it is unfolded', async () => {
  const checks = vi.fn(checkList)
  const { section, unfold } = mount({ checks })
  expect([section.open, checks.mock.calls.length]).toEqual([false, 0])
  unfold()
  const select = await screen.findByLabelText('Add a check')
  expect(within(select).getAllByRole('option')).toHaveLength(descriptions.length)
  expect(checks).toHaveBeenCalledTimes(1)
})

test('a check is picked, filled in and sent with the run', async () => {
  const { start, onStarted, unfold, type } = mount()
  type('Your prompt', 'Write a poem.')
  unfold()
  await add('bullet-count')
  const check = screen.getByRole('group', { name: 'Bullet count' })
  await waitFor(() => expect(check.contains(document.activeElement)).toBe(true))
  fireEvent.input(within(check).getByLabelText('Exactly'), { target: { value: '' } })
  fireEvent.input(within(check).getByLabelText('Max'), { target: { value: '4' } })
  fireEvent.input(within(check).getByLabelText('Weight'), { target: { value: '2.5' } })
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  await waitFor(() => expect(onStarted).toHaveBeenCalledWith(runId))
  expect(start.mock.calls[0]?.[0].checks).toEqual([{ check: 'bullet-count', max: 4, weight: 2.5 }])
  expect(screen.queryByRole('group', { name: 'Bullet count' })).toBeNull()
})

test('a list is one on each line, a schema is JSON', async () => {
  const { start, unfold, type } = mount()
  type('Your prompt', 'Write a poem.')
  unfold()
  await add('keywords')
  type('Keywords', 'honey\n\nbattery life\n')
  await add('json-schema')
  type('Schema', '{"type": "array"}')
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  await waitFor(() => expect(start).toHaveBeenCalled())
  expect(start.mock.calls[0]?.[0].checks).toMatchObject([
    { check: 'keywords', keywords: ['honey', 'battery life'], wholeWords: true },
    { check: 'json-schema', schema: { type: 'array' }, where: 'whole' },
  ])
})

test('what is wrong is marked, unfolded, told with its field, and not sent', async () => {
  const { start, section, unfold, type } = mount()
  type('Your prompt', 'Write a poem.')
  unfold()
  await add('json-schema')
  type('Schema', '{"type": ')
  section.open = false
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  const field = screen.getByLabelText('Schema')
  await waitFor(() => expect(document.activeElement).toBe(field))
  expect(section.open).toBe(true)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  const described = (field.getAttribute('aria-describedby') ?? '').split(' ')
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain('Enter JSON, such as {"type": "object"} or "text".') // biome-ignore format: one sentence
  expect(start).not.toHaveBeenCalled()
})

test('a check is taken away, and the keyboard stays where one adds', async () => {
  const { unfold, section } = mount()
  unfold()
  await add('title')
  expect(section.textContent).toContain('1 check')
  fireEvent.click(screen.getByRole('button', { name: 'Remove the check Title' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Title' })).toBeNull())
  expect(document.activeElement).toBe(screen.getByLabelText('Add a check'))
})

test('says that the checks could not be listed, and tries again', async () => {
  const answers = [Promise.reject(failure(503, 'OVERLOADED', 'Try later.')), checkList()]
  const { unfold } = mount({ checks: () => answers.shift() ?? checkList() })
  unfold()
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
  fireEvent.click(screen.getByRole('button', { name: /again/i }))
  await screen.findByLabelText('Add a check')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('the checks of an earlier run are stated again, with their values', async () => {
  const { form, start, onStarted } = mount()
  const stated = [
    { check: 'bullet-count' as const, max: 4, weight: 2.5 },
    { check: 'keywords' as const, keywords: ['honey', 'battery life'], wholeWords: false },
  ]
  form.refineAgain({ prompt: 'Write a poem.' }, stated)
  await screen.findByRole('group', { name: 'Bullet count', hidden: true })
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  await waitFor(() => expect(onStarted).toHaveBeenCalledWith(runId))
  expect(start.mock.calls[0]?.[0].checks).toMatchObject(stated)
  expect(start.mock.calls[0]?.[0].checks).toHaveLength(2)
})

test('checks of an earlier run that cannot be listed are not left out: nothing is sent until they are there', async () => {
  let isDown = true
  const checks = async () => {
    if (isDown) throw failure(503, 'OVERLOADED', 'Try later.')
    return checkList()
  }
  const { form, start, onStarted, section } = mount({ checks })
  form.refineAgain({ prompt: 'Write a poem.' }, [{ check: 'title' }])
  await screen.findByText(/Try later/)
  await waitFor(() => expect(section.open).toBe(true))
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  // Unfolding has asked once more.
  const again = await screen.findByRole('button', { name: /again/i })
  isDown = false
  fireEvent.click(again)
  await screen.findByRole('group', { name: 'Title', hidden: true })
  expect(start).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Start refining' }))
  await waitFor(() => expect(onStarted).toHaveBeenCalledWith(runId))
  expect(start.mock.calls[0]?.[0].checks).toMatchObject([{ check: 'title' }])
})

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, expect, test, vi } from 'vitest'
import type { RefinementPage, RefinementSummary } from '../../app/contract/refinements.ts'
import type { Api } from '../api/api.ts'
import { CatalogueModel } from '../models/catalogue-model.ts'
import { PastRunsModel } from '../models/past-runs-model.ts'
import { runHash } from '../models/route.ts'
import { filterHash, filterOf } from '../models/run-filter.ts'
import { deferred, failure, modelList, scriptedApi, summary } from '../test-support/scripted-api.ts'
import { PastRuns } from './past-runs.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** The list with an address of its own. */
function mountWith(api: Api, onImported: (id: string) => void) {
  const pastRuns = new PastRunsModel(api)
  const catalogue = new CatalogueModel(api)
  void catalogue.load()
  function Page() {
    const [hash, setHash] = useState('#/')
    address = hash
    return (
      <PastRuns
        pastRuns={pastRuns}
        catalogue={catalogue}
        filter={filterOf(hash)}
        onFilter={(filter) => setHash(filterHash(filter))}
        onImported={onImported}
      />
    )
  }
  return render(<Page />)
}
let address = ''

const mount = (refinements: Api['refinements'], script: Partial<Api> = {}, onImported = vi.fn()) =>
  mountWith(scriptedApi({ refinements, models: async () => modelList, ...script }), onImported)
const one = (changes: Partial<RefinementSummary>) => async () => ({ items: [summary(changes)], nextCursor: null })

test('shows that it is loading, then that there is nothing', async () => {
  const page = deferred<RefinementPage>()
  mount(() => page.promise)
  const region = screen.getByRole('region', { name: 'Past runs' })
  await waitFor(() => expect(region.getAttribute('aria-busy')).toBe('true'))
  page.resolve({ items: [], nextCursor: null })
  await screen.findByText(/Nothing here yet/)
  expect(region.getAttribute('aria-busy')).toBe('false')
})

test('a run shows its prompt, status, scores, model and time, and leads to its own address', async () => {
  mount(one({ createdAt: '2026-05-04T09:30:00Z' }))
  const link = await screen.findByRole('link')
  expect(link.getAttribute('href')).toBe(runHash(summary().id))
  for (const part of ['Completed', '50%', '90%', 'Write about our new product.', 'gpt-5-mini (OpenAI)', '2026'])
    expect(link.textContent).toContain(part)
  expect(link.querySelector('time')?.getAttribute('datetime')).toBe('2026-05-04T09:30:00Z')
})

test.each([
  ['one that found nothing better', { originalScore: 0.7, bestScore: 0.7 }, '70%, not bettered'],
  ['one that was not scored', { originalScore: null, bestScore: null, status: 'failed' }, 'Failed'],
  ['one that took place elsewhere', { importedFrom: { id: 'x', exportedBy: 'mpla 1' } }, 'imported'],
  ['one of the simulator', { targetModel: 'simulator:rules-v1', simulated: true }, 'Simulator (not a language model)'],
] as const)('%s says so', async (_, changes, text) => {
  mount(one(changes))
  expect((await screen.findByRole('link')).textContent).toContain(text)
})

test('shows more on request until the last page', async () => {
  mount(async ({ cursor } = {}) =>
    cursor === undefined
      ? { items: [summary({ promptExcerpt: 'Newer' })], nextCursor: 'c' }
      : { items: [summary({ id: 'older', promptExcerpt: 'Older' })], nextCursor: null },
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }))
  await screen.findByText('Older')
  expect(screen.getByText('Newer')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
})

test('a list that cannot be read says why and can be asked again', async () => {
  const answers = [Promise.reject(failure(503, 'OVERLOADED', 'Try later.')), one({})()]
  mount(() => answers.shift() ?? Promise.reject(new Error('asked a third time')))
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByRole('link')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('reads the list again while a run goes on, and stops when none does', async () => {
  vi.useFakeTimers()
  const refinements = vi
    .fn<() => Promise<RefinementPage>>()
    .mockImplementationOnce(one({ status: 'running', bestScore: null }))
    .mockImplementation(one({ status: 'completed' }))
  mount(refinements)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(screen.getByText('Running')).toBeTruthy()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(screen.getByText('Completed')).toBeTruthy()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(refinements).toHaveBeenCalledTimes(2)
})

const choose = (text: string) =>
  fireEvent.change(screen.getByLabelText('Import a run'), { target: { files: [new File([text], 'run.jsonl')] } })

test('takes the run of a file and goes to it', async () => {
  const importRun = vi.fn(async (_text: string) => ({ id: 'i', status: 'completed' as const, isNew: true }))
  const onImported = vi.fn()
  mount(one({}), { importRun }, onImported)
  choose('{"format":"mpla-run"}')
  await waitFor(() => expect(onImported).toHaveBeenCalledExactlyOnceWith('i'))
  expect(importRun).toHaveBeenCalledExactlyOnceWith('{"format":"mpla-run"}')
})

test('says why a file was refused, stays, and takes the next one', async () => {
  const answers = [
    Promise.reject(failure(400, 'INVALID_REQUEST', 'line 3: expected JSON, found something else')),
    Promise.resolve({ id: 'i', status: 'completed' as const, isNew: false }),
  ]
  const onImported = vi.fn()
  mount(one({}), { importRun: () => answers.shift() ?? Promise.reject(new Error('asked a third time')) }, onImported)
  choose('x')
  expect((await screen.findByRole('alert')).textContent).toContain('line 3: expected JSON')
  expect(onImported).not.toHaveBeenCalled()
  choose('y')
  await waitFor(() => expect(onImported).toHaveBeenCalledExactlyOnceWith('i'))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('looks for what is typed after a pause, shows where it stands, and comes back to all', async () => {
  const found = { field: 'prompt' as const, start: 9, text: 'our new product', ranges: [{ start: 8, end: 15 }] }
  const refinements = vi.fn(async ({ q = '' }: Readonly<Record<string, string | undefined>> = {}) =>
    q === ''
      ? { items: [summary()], nextCursor: null }
      : { items: q === 'produ' ? [summary({ matches: [found] })] : [], nextCursor: null },
  )
  mount(refinements)
  await screen.findByRole('link')
  const field = screen.getByRole('searchbox', { name: 'Search your runs' })
  fireEvent.input(field, { target: { value: 'p' } })
  fireEvent.input(field, { target: { value: 'produ' } })
  await waitFor(() => expect(document.querySelector('mark')?.textContent).toBe('product'))
  expect(screen.getByRole('link').textContent).toContain('…our new product')
  expect(refinements.mock.calls.map(([query]) => query?.['q'])).toEqual(['', 'produ'])
  expect(address).toBe('#/?q=produ')
  fireEvent.input(field, { target: { value: 'absent' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  await screen.findByText(/No run has these words/)
  fireEvent.keyDown(field, { key: 'Escape' })
  await screen.findByText('Write about our new product.')
})

test('narrows the list by what is chosen, says so in the address, and clears it', async () => {
  const refinements = vi.fn(async (_: Readonly<Record<string, string | undefined>> = {}) => ({ items: [summary()], nextCursor: null })) // biome-ignore format: one line
  mount(refinements)
  await screen.findByRole('link')
  const filters = screen.getByText('Filters').closest('details')
  if (filters === null) throw new Error('expected filters that unfold')
  filters.open = true
  fireEvent(filters, new Event('toggle'))
  fireEvent.change(await screen.findByLabelText('State'), { target: { value: 'failed' } })
  await waitFor(() => expect(refinements).toHaveBeenLastCalledWith(expect.objectContaining({ outcome: 'failed' })))
  await screen.findByRole('option', { name: 'gpt-5 (OpenAI)' })
  fireEvent.change(screen.getByLabelText('Model'), { target: { value: 'openai:gpt-5' } })
  fireEvent.change(screen.getByLabelText('Answered by'), { target: { value: 'model' } })
  await waitFor(() => expect(address).toBe('#/?state=failed&model=openai%3Agpt-5&origin=model'))
  expect(refinements).toHaveBeenLastCalledWith(
    expect.objectContaining({ outcome: 'failed', model: 'openai:gpt-5', simulated: 'false' }),
  )
  expect(filters.querySelector('summary')?.textContent).toBe('Filters3')
  fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
  await waitFor(() => expect(address).toBe('#/'))
})

test('where nothing fits the filters it says so, not that there is nothing at all', async () => {
  mount(async (query = {}) => ({ items: query['outcome'] === undefined ? [summary()] : [], nextCursor: null }))
  await screen.findByRole('link')
  const filters = screen.getByText('Filters').closest('details')
  if (filters === null) throw new Error('expected filters that unfold')
  filters.open = true
  fireEvent(filters, new Event('toggle'))
  fireEvent.change(await screen.findByLabelText('State'), { target: { value: 'cancelled' } })
  await screen.findByText('No run fits these filters.')
})

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { RefinementPage, RefinementSummary } from '../../app/contract/refinements.ts'
import type { Api } from '../api/api.ts'
import { PastRunsModel } from '../models/past-runs-model.ts'
import { runHash } from '../models/route.ts'
import { deferred, failure, scriptedApi, summary } from '../test-support/scripted-api.ts'
import { PastRuns } from './past-runs.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const mount = (refinements: Api['refinements'], script: Partial<Api> = {}, onImported = vi.fn()) =>
  render(<PastRuns pastRuns={new PastRunsModel(scriptedApi({ refinements, ...script }))} onImported={onImported} />)
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
  mount(async (cursor) =>
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
  const refinements = vi.fn(async (_cursor?: string, q?: string) =>
    q === undefined
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
  expect(refinements.mock.calls).toEqual([[undefined], [undefined, 'produ']])
  fireEvent.input(field, { target: { value: 'absent' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  await screen.findByText(/No run has these words/)
  fireEvent.keyDown(field, { key: 'Escape' })
  await screen.findByText('Write about our new product.')
})

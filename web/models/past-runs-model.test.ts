import { expect, test, vi } from 'vitest'
import type { RefinementPage } from '../../app/contract/refinements.ts'
import { deferred, failure, scriptedApi, summary } from '../test-support/scripted-api.ts'
import { PastRunsModel } from './past-runs-model.ts'
import { noFilter } from './run-filter.ts'

const page = (
  ids: string[],
  nextCursor: string | null,
  changes: Parameters<typeof summary>[0] = {},
): RefinementPage => ({
  items: ids.map((id) => summary({ id, ...changes })),
  nextCursor,
})

/** Answers by cursor; the first page can be replaced while the test runs. */
function pastRuns(pages: Record<string, RefinementPage | Error>) {
  const runs = new PastRunsModel(
    scriptedApi({
      refinements: async ({ cursor = 'first' } = {}) => {
        const answer = pages[cursor] ?? new Error(`no page ${cursor}`)
        if (answer instanceof Error) throw answer
        return answer
      },
    }),
  )
  return { runs, ids: () => runs.runs.value?.map(({ id }) => id) }
}

test('adds page after page until the last', async () => {
  const { runs, ids } = pastRuns({ first: page(['e', 'd'], 'd'), d: page(['c', 'b'], 'b'), b: page(['a'], null) })
  expect(ids()).toBeUndefined()
  await runs.refresh()
  expect([ids(), runs.nextCursor.value]).toEqual([['e', 'd'], 'd'])
  await runs.showMore()
  await runs.showMore()
  expect([ids(), runs.nextCursor.value]).toEqual([['e', 'd', 'c', 'b', 'a'], null])
  await runs.showMore()
  expect(runs.error.value).toBeNull()
})

test('a refresh brings new and changed runs and keeps the pages below', async () => {
  const pages = { first: page(['d', 'c'], 'c', { status: 'running' }), c: page(['b', 'a'], null) }
  const { runs, ids } = pastRuns(pages)
  await runs.refresh()
  await runs.showMore()
  expect(runs.hasActive.value).toBe(true)
  pages.first = page(['e', 'd'], 'd')
  await runs.refresh()
  expect([ids(), runs.nextCursor.value]).toEqual([['e', 'd', 'c', 'b', 'a'], null])
  expect(runs.runs.value?.slice(0, 2).map(({ status }) => status)).toEqual(['completed', 'completed'])
})

test('a refresh that no longer meets what is shown begins again, so that no run is left out', async () => {
  const pages = { first: page(['b', 'a'], null) }
  const { runs, ids } = pastRuns(pages)
  await runs.refresh()
  pages.first = page(['f', 'e'], 'e')
  await runs.refresh()
  expect([ids(), runs.nextCursor.value]).toEqual([['f', 'e'], 'e'])
})

test('a page that fails leaves what is shown and can be asked for again', async () => {
  const pages: Record<string, RefinementPage | Error> = { first: page(['b'], 'b'), b: failure(503, 'OVERLOADED') }
  const { runs, ids } = pastRuns(pages)
  await runs.refresh()
  await runs.showMore()
  expect([ids(), runs.error.value?.code]).toEqual([['b'], 'OVERLOADED'])
  pages['b'] = page(['a'], null)
  await runs.showMore()
  expect([ids(), runs.error.value]).toEqual([['b', 'a'], null])
})

test('an empty list is a list, not a missing one', async () => {
  const { runs, ids } = pastRuns({ first: page([], null) })
  await runs.refresh()
  expect([ids(), runs.hasActive.value]).toEqual([[], false])
})

test('another filter shows other runs, and an answer to the one before is not shown as its own', async () => {
  const all = deferred<RefinementPage>()
  const refinements = vi.fn(async (query: Readonly<Record<string, string | undefined>> = {}) =>
    query['outcome'] === 'failed' ? page(['failed'], null) : all.promise,
  )
  const runs = new PastRunsModel(scriptedApi({ refinements }))
  const first = runs.show(noFilter)
  await runs.show({ ...noFilter, state: 'failed', model: 'openai:gpt-5' })
  expect(refinements).toHaveBeenLastCalledWith(expect.objectContaining({ outcome: 'failed', model: 'openai:gpt-5' }))
  all.resolve(page(['a', 'b'], null))
  await first
  expect(runs.runs.value?.map(({ id }) => id)).toEqual(['failed'])
})

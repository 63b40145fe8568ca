import { computed, createModel, signal } from '@preact/signals'
import type { RefinementPage, RefinementSummary } from '../../app/contract/refinements.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'
import { filterHash, filterQuery, noFilter, type RunFilter } from './run-filter.ts'

/** The runs of `first`, then those of `second` that are not among them. */
function joined(first: readonly RefinementSummary[], second: readonly RefinementSummary[]): RefinementSummary[] {
  const known = new Set(first.map((run) => run.id))
  return [...first, ...second.filter((run) => !known.has(run.id))]
}

/** The list of runs, newest first, page by page. */
export const PastRunsModel = createModel((api: Api) => {
  const runs = signal<readonly RefinementSummary[] | null>(null)
  const nextCursor = signal<string | null>(null)
  const isLoading = signal(false)
  const error = signal<ApiError | null>(null)
  const isImporting = signal(false)
  const importError = signal<ApiError | null>(null)
  /** Some run has not ended, so what is shown will change. */
  const hasActive = computed(() => (runs.value ?? []).some(({ status }) => status === 'queued' || status === 'running'))

  /** Which runs are shown. */
  const filter = signal(noFilter)
  /** Counts searches, so that an answer to an earlier one is not shown as that to a later one. */
  let searches = 0

  async function loading(read: () => Promise<RefinementPage>, show: (page: RefinementPage) => void): Promise<void> {
    if (isLoading.value) return
    isLoading.value = true
    const search = searches
    try {
      const page = await read()
      if (search === searches) show(page)
      if (search === searches) error.value = null
    } catch (cause) {
      if (search === searches) error.value = toApiError(cause)
    } finally {
      if (search === searches) isLoading.value = false
    }
  }

  /** Shows the runs that this asks for. */
  function show(wanted: RunFilter): Promise<void> {
    if (filterHash(wanted) === filterHash(filter.value) && runs.value !== null) return refresh()
    searches++
    filter.value = wanted
    runs.value = null
    nextCursor.value = null
    isLoading.value = false
    return refresh()
  }

  const read = (cursor?: string) => api.refinements({ cursor, ...filterQuery(filter.value, Date.now()) })

  /** Loads the first page again: newer runs come first, changed ones change, pages that were added below stay. */
  const refresh = (): Promise<void> =>
    loading(
      () => read(),
      (page) => {
        const shown = runs.value ?? []
        const meets = page.items.some(({ id }) => shown.some((run) => run.id === id))
        // So much is new that runs between the page and what is shown are unknown: begin again.
        runs.value = meets ? joined(page.items, shown) : page.items
        if (!meets) nextCursor.value = page.nextCursor
      },
    )

  const showMore = (): Promise<void> =>
    nextCursor.value === null
      ? Promise.resolve()
      : loading(
          () => read(nextCursor.value ?? undefined),
          (page) => {
            runs.value = joined(runs.value ?? [], page.items)
            nextCursor.value = page.nextCursor
          },
        )

  /** Stores the run of a file. @returns its id, null when it was refused and `importError` says why */
  async function importRun(file: Pick<File, 'text'>): Promise<string | null> {
    if (isImporting.value) return null
    isImporting.value = true
    importError.value = null
    try {
      return (await api.importRun(await file.text())).id
    } catch (cause) {
      importError.value = toApiError(cause)
      return null
    } finally {
      isImporting.value = false
    }
  }

  return {
    filter,
    show,
    runs,
    nextCursor,
    isLoading,
    error,
    hasActive,
    refresh,
    showMore,
    isImporting,
    importError,
    importRun,
  }
})
export type PastRunsModel = InstanceType<typeof PastRunsModel>

import { useEffect, useState } from 'preact/hooks'
import type { CatalogueModel } from '../models/catalogue-model.ts'
import type { PastRunsModel } from '../models/past-runs-model.ts'
import { filterCount, filterHash, type RunFilter } from '../models/run-filter.ts'
import { ErrorAlert } from './error-alert.tsx'
import { ImportRun } from './import-run.tsx'
import { lazyPage } from './lazy-page.tsx'
import { PastRun } from './past-run.tsx'
import { SearchField } from './search-field.tsx'

const RunFilters = lazyPage(async () => (await import('./run-filters.tsx')).RunFilters)

/** How often, in ms, the list is read again while some run in it has not ended. */
const refreshMs = 5_000

function List({ pastRuns }: { readonly pastRuns: PastRunsModel }) {
  const runs = pastRuns.runs.value
  if (runs === null)
    return pastRuns.error.value === null ? (
      <div class="skeletons">
        <p class="visually-hidden">Loading your runs…</p>
        <span class="skeleton" />
        <span class="skeleton" />
        <span class="skeleton" />
      </div>
    ) : null
  const { q } = pastRuns.filter.value
  if (runs.length === 0 && filterCount(pastRuns.filter.value) > 0)
    return <p class="empty">No run fits {q === '' ? 'these filters' : 'these words and filters'}.</p>
  if (runs.length === 0 && q !== '')
    return <p class="empty">No run has these words. A word also finds longer ones that begin like it.</p>
  if (runs.length === 0)
    return <p class="empty">Nothing here yet. Each run you start is kept, and opens again from here.</p>
  return (
    <ol class="past-run-list">
      {runs.map((run) => (
        <PastRun key={run.id} run={run} />
      ))}
    </ol>
  )
}

export interface PastRunsProps {
  readonly pastRuns: PastRunsModel
  readonly catalogue: CatalogueModel
  /** Which runs the address asks for. */
  readonly filter: RunFilter
  readonly onFilter: (filter: RunFilter) => void
  readonly onImported: (id: string) => void
}

/** Unfolds to what narrows the list. */
function Filters({ catalogue, filter, onFilter }: Pick<PastRunsProps, 'catalogue' | 'filter' | 'onFilter'>) {
  const [wasOpen, setWasOpen] = useState(false)
  const count = filterCount(filter)
  const state = catalogue.state.value
  return (
    <details class="filters" onToggle={(event) => event.currentTarget.open && setWasOpen(true)}>
      <summary>
        <span>Filters</span>
        {count > 0 && <span class="badge badge-active">{count}</span>}
      </summary>
      {wasOpen && (
        <RunFilters filter={filter} models={state.is === 'ready' ? state.list.models : []} onFilter={onFilter} />
      )}
    </details>
  )
}

/** All runs, newest first. */
export function PastRuns({ pastRuns, catalogue, filter, onFilter, onImported }: PastRunsProps) {
  const place = filterHash(filter)
  useEffect(() => void pastRuns.show(filter), [pastRuns, place])
  const { hasActive, nextCursor, isLoading, error } = pastRuns
  const isActive = hasActive.value
  useEffect(() => {
    if (!isActive) return
    const timer = setInterval(() => void (document.hidden || pastRuns.refresh()), refreshMs)
    return () => clearInterval(timer)
  }, [pastRuns, isActive])

  return (
    <section class="past-runs" aria-labelledby="past-runs-heading" aria-busy={isLoading.value}>
      <h2 id="past-runs-heading">Past runs</h2>
      <SearchField
        value={filter.q}
        onSearch={(text) => text.trim() !== filter.q && onFilter({ ...filter, q: text.trim() })}
      />
      <Filters catalogue={catalogue} filter={filter} onFilter={onFilter} />
      <List pastRuns={pastRuns} />
      {error.value !== null && (
        <ErrorAlert title="The runs could not be read." error={error.value} onRetry={() => void pastRuns.refresh()} />
      )}
      {nextCursor.value !== null && (
        <button type="button" class="button" aria-disabled={isLoading.value} onClick={() => void pastRuns.showMore()}>
          Show more
        </button>
      )}
      <ImportRun pastRuns={pastRuns} onImported={onImported} />
    </section>
  )
}

import { useEffect } from 'preact/hooks'
import type { PastRunsModel } from '../models/past-runs-model.ts'
import { ErrorAlert } from './error-alert.tsx'
import { ImportRun } from './import-run.tsx'
import { PastRun } from './past-run.tsx'
import { SearchField } from './search-field.tsx'

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
  if (runs.length === 0 && pastRuns.query.value !== '')
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

interface Props {
  readonly pastRuns: PastRunsModel
  readonly onImported: (id: string) => void
}

/** All runs, newest first. */
export function PastRuns({ pastRuns, onImported }: Props) {
  useEffect(() => void pastRuns.refresh(), [pastRuns])
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
      <SearchField onSearch={(text) => void pastRuns.search(text)} />
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

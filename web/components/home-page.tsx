import type { CatalogueModel } from '../models/catalogue-model.ts'
import type { ComposeModel } from '../models/compose-model.ts'
import type { PastRunsModel } from '../models/past-runs-model.ts'
import { ComposeForm } from './compose-form.tsx'
import { PastRuns, type PastRunsProps } from './past-runs.tsx'

interface Props extends Pick<PastRunsProps, 'filter' | 'onFilter'> {
  readonly form: ComposeModel
  readonly catalogue: CatalogueModel
  readonly pastRuns: PastRunsModel
  /** Goes to a run: one that was started, or imported. */
  readonly onStarted: (id: string) => void
}

/** Where one starts: the form, and the runs so far. */
export function HomePage({ form, catalogue, pastRuns, filter, onFilter, onStarted }: Props) {
  return (
    <div class="columns">
      <section class="compose">
        <h1 tabIndex={-1}>Refine a prompt</h1>
        <p class="lead">
          Each rewrite is put to the model, its answer is scored by the same checks as your own prompt’s, and only what
          scores higher is kept.
        </p>
        <ComposeForm form={form} catalogue={catalogue} onStarted={onStarted} />
      </section>
      <PastRuns pastRuns={pastRuns} catalogue={catalogue} filter={filter} onFilter={onFilter} onImported={onStarted} />
    </div>
  )
}

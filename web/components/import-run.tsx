import type { TargetedEvent } from 'preact'
import type { PastRunsModel } from '../models/past-runs-model.ts'
import { ErrorAlert } from './error-alert.tsx'

interface Props {
  readonly pastRuns: PastRunsModel
  readonly onImported: (id: string) => void
}

/** Brings back a run that was exported, here or elsewhere. */
export function ImportRun({ pastRuns, onImported }: Props) {
  const { isImporting, importError } = pastRuns

  async function take(event: TargetedEvent<HTMLInputElement>): Promise<void> {
    const field = event.currentTarget
    const file = field.files?.[0]
    if (file === undefined) return
    const id = await pastRuns.importRun(file)
    field.value = '' // choosing the same file again is a change too
    if (id !== null) onImported(id)
  }

  return (
    <div class="import-run">
      <label class="button button-small" aria-disabled={isImporting.value}>
        {isImporting.value ? 'Importing…' : 'Import a run'}
        <input
          type="file"
          class="visually-hidden"
          accept=".json,.jsonl,application/json,application/jsonl"
          aria-label="Import a run"
          onChange={(event) => void take(event)}
        />
      </label>
      {importError.value !== null && <ErrorAlert title="The file was not imported." error={importError.value} />}
    </div>
  )
}

import { exportPath } from '../api/export-path.ts'

/** Takes the run away: links, so that the browser saves the file as it does any other. */
export function ExportLinks({ id }: { readonly id: string }) {
  return (
    <p class="export-links">
      Download the run with all its events:{' '}
      <a href={exportPath(id, 'json')} download={`mpla-run-${id}.json`}>
        JSON
      </a>
      ,{' '}
      <a href={exportPath(id, 'jsonl')} download={`mpla-run-${id}.jsonl`}>
        JSON Lines
      </a>
    </p>
  )
}

import type { MetaPromptHistory, MetaPromptSummary, MetaPromptVersion } from '../../app/contract/meta-prompts.ts'
import type { MetaPromptModel } from '../models/meta-prompt-model.ts'
import { DiffText } from './diff-text.tsx'

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

interface RowProps {
  readonly model: MetaPromptModel
  readonly row: MetaPromptSummary
}

function Row({ model, row: { version, origin, note, createdAt, active } }: RowProps) {
  return (
    <li class="card meta-prompt-version">
      <p>
        <strong>Version {version}</strong> {active && <span class="badge">In use</span>}{' '}
        <span class="muted">
          {origin === 'shipped' ? 'shipped' : 'own text'},{' '}
          <time dateTime={createdAt}>{time.format(new Date(createdAt))}</time>
        </span>
      </p>
      {note !== '' && <p>{note}</p>}
      {!active && (
        <p class="actions">
          <button type="button" class="button button-small" onClick={() => void model.compare(version)}>
            Compare<span class="visually-hidden"> version {version} with the one in use</span>
          </button>
          <button type="button" class="button button-small" onClick={() => void model.restore(version)}>
            Use again<span class="visually-hidden">: version {version}</span>
          </button>
        </p>
      )}
    </li>
  )
}

interface Props {
  readonly model: MetaPromptModel
  readonly active: MetaPromptVersion
  readonly history: MetaPromptHistory
}

/** All versions of a role, what changed between one of them and the active one, and the way back to any. */
export function MetaPromptVersions({ model, active, history }: Props) {
  const compared = model.compared.value
  return (
    <section class="meta-prompts" aria-labelledby="versions-heading">
      <h2 id="versions-heading">Versions</h2>
      {compared !== null && (
        <section class="card" aria-labelledby="comparison-heading">
          <h3 id="comparison-heading">
            From version {active.version}, in use, to version {compared.version}
          </h3>
          <DiffText before={active.text} after={compared.text} />
          <p class="actions">
            <button type="button" class="button button-small" onClick={model.editCompared}>
              Edit this text
            </button>
            <button type="button" class="button button-small" onClick={() => void model.compare(null)}>
              Close
            </button>
          </p>
        </section>
      )}
      <ol class="past-run-list">
        {history.versions.map((row) => (
          <Row key={row.version} model={model} row={row} />
        ))}
      </ol>
    </section>
  )
}

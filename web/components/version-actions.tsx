import type { Steering } from '../../app/contract/steering.ts'

interface Props {
  readonly version: number
  readonly isPinned: boolean
  readonly isBanned: boolean
  readonly onSteer: (steering: Steering) => void
}

/** What a person can decide about a version while the search goes on. The author’s own prompt cannot be banned: all are measured against it. */
export function VersionActions({ version, isPinned, isBanned, onSteer }: Props) {
  if (isBanned) return null
  const name = version === 0 ? 'your prompt' : `version ${version}`
  return (
    <div class="actions">
      {!isPinned && (
        <button
          type="button"
          class="button button-small"
          aria-label={`Start from this: ${name}`}
          onClick={() => onSteer({ action: 'pin', version })}
        >
          Start from this
        </button>
      )}
      {version > 0 && (
        <button
          type="button"
          class="button button-small"
          aria-label={`Rule out ${name}`}
          onClick={() => onSteer({ action: 'ban', version })}
        >
          Rule out
        </button>
      )}
    </div>
  )
}

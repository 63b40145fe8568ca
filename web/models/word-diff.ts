import { diffLines, diffWordsWithSpace } from 'diff'

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Most edits to look for. Two unrelated texts of 20,000 characters took 0.5 s with 2,000 and 3 s without a limit. */
const limit = { maxEditLength: 2_000 }

/** A blank or a short word ("a", "the") on one line. */
const trifle = /^[^\S\n]*[\p{L}\p{N}]{0,3}[^\S\n]*$/u

/** Where both sides changed before and more changes follow, a trifle between reads better as part of one change. */
function joinChangesAcrossTrifles(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed })
    if (added !== '') joined.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  parts.forEach((part, index) => {
    if (part.kind === 'removed') removed += part.text
    else if (part.kind === 'added') added += part.text
    else {
      const next = parts[index + 1]
      const bridges = removed !== '' && added !== '' && next !== undefined && trifle.test(part.text)
      if (bridges) {
        removed += part.text
        added += part.text
      } else {
        flush()
        joined.push(part)
      }
    }
  })
  flush()
  return joined
}

/**
 * What changed between two texts, by words; by lines, or as a whole, where too much changed for words to be readable.
 * The parts that are not added make up `before`, those that are not removed make up `after`, character by character.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, limit) ??
    diffLines(before, after, limit) ?? [
      { value: before, removed: true, added: false },
      { value: after, removed: false, added: true },
    ]
  const parts = changes
    .filter((change) => change.value !== '')
    .map(
      ({ value, added, removed }): DiffPart => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }),
    )
  return joinChangesAcrossTrifles(parts)
}

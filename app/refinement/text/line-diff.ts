import type { DiffPart } from '../../contract/lineage.ts'

/**
 * What leads from one text to another, line by line: the shortest such list (by a longest common subsequence), removals
 * before additions. Takes time and memory of lines times lines, so texts of thousands of lines are not for it: beyond
 * `mostCells` the old text is shown as removed and the new one as added.
 */
export function lineDiff(before: string, after: string): DiffPart[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  if (old.length * now.length > mostCells) return parts([...old.map(removed), ...now.map(added)])
  const common = commonLengths(old, now)
  const steps: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [line, other] = [old[i], now[j]]
    if (line !== undefined && line === other) {
      steps.push({ kind: 'same', text: line })
      i++
      j++
    } else if (line !== undefined && (other === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      steps.push(removed(line))
      i++
    } else if (other !== undefined) {
      steps.push(added(other))
      j++
    }
  }
  return parts(steps)
}

const mostCells = 4_000_000

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

const removed = (text: string): DiffPart => ({ kind: 'removed', text })
const added = (text: string): DiffPart => ({ kind: 'added', text })

/** `[i][j]`: lines that the rests of both texts from there on have in common, at most. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const [row, below] = [rows[i], rows[i + 1]]
      if (row === undefined || below === undefined) continue
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return rows
}

/** Lines of one kind that follow each other, together. */
function parts(steps: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = []
  for (const step of steps) {
    const last = result.at(-1)
    if (last?.kind === step.kind) last.text += step.text
    else result.push({ ...step })
  }
  return result
}

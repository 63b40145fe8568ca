import type { Candidate, Move, Position } from './position.ts'
import { strategy } from './strategy.ts'

/**
 * One input and one answer to it: every version is asked once, and the higher score wins. Luck cannot be told from worth by it;
 * that is what the final comparison is for.
 */
export function plainMove({ candidates, champion, asksLeft, proposalsLeft }: Position): Move {
  const alive = candidates.filter(({ isBanned }) => isBanned !== true)
  const worth = ({ measurements: [first] }: Candidate) => first?.score ?? -1
  const kept = alive.filter(({ decision }) => decision === 'kept').toSorted((a, b) => worth(b) - worth(a))
  const best = kept.find((each) => each.version === champion) ?? kept[0] ?? candidates[0]
  if (best === undefined) throw new Error('Expected the author’s prompt as candidate 0, found no candidate')
  if (champion !== null && best.version !== champion)
    return { kind: 'keep', version: best.version, reason: `Kept: version ${champion} was taken out` }
  const { version } = best
  const score = best.measurements[0]?.score
  const open = alive.find(({ decision }) => decision === 'open')
  if (open !== undefined) {
    const found = open.measurements[0]?.score
    if (found === undefined && asksLeft > 0) return { kind: 'measure', version: open.version, input: 0, sample: 0 }
    if (found === undefined)
      return { kind: 'stop', best: version, why: 'budget', reason: `No call is left for version ${open.version}` }
    if (champion === null)
      return {
        kind: 'keep',
        version: 0,
        reason: 'Kept: the author’s own prompt is what every rewrite is measured against',
      }
    const isBetter = found !== null && found > (score ?? 0) + strategy.margin
    return {
      kind: isBetter ? 'keep' : 'drop',
      version: open.version,
      reason: `${isBetter ? 'Kept' : 'Dropped'}: ${found ?? 'no score'} against ${score ?? 'no score'} of version ${version}`,
    }
  }
  if (score === 1) return { kind: 'stop', best: version, why: 'converged', reason: `Version ${version} scores 1` }
  if (asksLeft === 0) return { kind: 'stop', best: version, why: 'budget', reason: 'No call is left' }
  if (proposalsLeft === 0) return { kind: 'stop', best: version, why: 'proposals', reason: 'No rewrite is left' }
  const evidence = best.measurements.flatMap((each) =>
    each.score === null ? [] : [{ version, input: each.input, sample: each.sample }],
  )
  return { kind: 'propose', parent: version, evidence }
}

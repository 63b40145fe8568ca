import { type Contender, contendersOf, highest } from './beliefs.ts'
import { decide, winnerOf } from './decisions.ts'
import { evidenceFor } from './evidence.ts'
import { finalAnswer } from './final.ts'
import { nextAnswer, splitInputs } from './inputs.ts'
import { plainMove } from './plain-move.ts'
import type { Move, Position } from './position.ts'
import { strategy } from './strategy.ts'

/**
 * The next move of a search. Depends on the position alone, so a search that was killed goes on as if nothing had been.
 *
 * Rewrites are built on the version that may be the best, which is mostly the newest as long as rewrites help: a chain. Each is
 * asked on inputs that the reflection before it did not see, and these answers are at once the evidence for the next reflection.
 * What they say of all versions together (`estimate.ts`) tells when a chain has gone astray, and where it was best. The last
 * calls decide among the best on inputs that were kept back.
 *
 * The winner still has to face the author's prompt in the final comparison; a search whose winner is the author's prompt needs none.
 * @throws Error when there is no candidate 0
 */
export function nextMove(position: Position): Move {
  const { candidates, champion, asksLeft, proposalsLeft, inputs, samples } = position
  if (candidates[0] === undefined) throw new Error('Expected the author’s prompt as candidate 0, found no candidate')
  if (inputs === 1 && samples === 1) return plainMove(position)
  const contenders = contendersOf(candidates)
  const asked = candidates.reduce((total, { measurements }) => total + measurements.length, 0)
  const { batch, reserve } = plan(position, asked)
  const isSearching = asksLeft > reserve && proposalsLeft > 0
  const { search } = splitInputs(position)

  if (isSearching) {
    const unasked = contenders.find(({ candidate }) => candidate.measurements.length < batch)
    const answer = unasked && nextAnswer(unasked.candidate, search, asked, samples)
    if (answer) return answer
  }
  if (champion === null)
    return {
      kind: 'keep',
      version: 0,
      reason: 'Kept: the author’s own prompt is what every rewrite is measured against',
    }
  const leading = contenders.find(({ candidate }) => candidate.version === champion)
  const decision = isSearching && leading ? decide(contenders, leading) : null
  if (decision !== null) return decision
  if (isSearching) {
    const parent = parentAmong(contenders)?.candidate ?? candidates[0]
    const children = candidates.filter((each) => each.parent === parent.version).length
    // Another rewrite of the same version needs other evidence.
    const isKnown = parent.measurements.length >= (children + 1) * batch
    const answer = isKnown ? null : nextAnswer(parent, search, asked, samples)
    return answer ?? { kind: 'propose', parent: parent.version, evidence: evidenceFor(candidates, parent, search) }
  }
  const answer = finalAnswer(position, contenders)
  if (answer !== null) return answer
  const { version, reason } = winnerOf(contenders)
  if (version !== champion) return { kind: 'keep', version, reason }
  return { kind: 'stop', best: version, why: asksLeft === 0 ? 'budget' : 'proposals', reason }
}

/** `batch`: answers asked of a version before the next rewrite. `reserve`: calls kept for the end. */
function plan({ candidates, asksLeft, proposalsLeft }: Position, asked: number) {
  const calls = asked + asksLeft
  const reserve = Math.round(calls * strategy.finalShare)
  const versions = candidates.length + proposalsLeft
  return { reserve, batch: Math.max(1, Math.min(strategy.batchMost, Math.floor((calls - reserve) / versions))) }
}

function parentAmong(contenders: readonly Contender[]): Contender | null {
  const pinned = contenders.filter(({ candidate }) => candidate.isPinned)
  return highest(pinned.length > 0 ? pinned : contenders, strategy.optimism)
}

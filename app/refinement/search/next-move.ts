import { contendersOf, highest } from './beliefs.ts'
import { askedOf, imperfectInputs, mendingOf } from './checks.ts'
import { decide, winnerOf } from './decisions.ts'
import { chainEvidence, evidenceOf } from './evidence.ts'
import { finalAnswer } from './final.ts'
import { nextAnswer, trainingAndValidation } from './inputs.ts'
import { plainMove } from './plain-move.ts'
import { planOf } from './plan.ts'
import type { Candidate, Move, Position } from './position.ts'
import { strategy } from './strategy.ts'

/**
 * The next move of a search. Depends on the position alone, so a search that was killed goes on as if nothing had been.
 *
 * Rewrites are built on the version that may be the best, which is mostly the newest as long as rewrites help: a chain. A rewrite
 * is first asked again what it was written for, and dropped when it does not mend that. Then it is asked inputs that its reflection did
 * not see: these answers are at once the evidence for the next reflection. What they say of all versions together
 * (`estimate.ts`) tells when a chain has gone astray, and where it was best. The last calls decide among the best on inputs kept back.
 *
 * With hardly a call for each rewrite, checks are left out: nothing can be told of single rewrites then, only of the whole chain.
 *
 * The winner still has to face the author's prompt in the final comparison, unless it is the author's prompt.
 * @throws Error when there is no candidate 0
 */
export function nextMove(position: Position): Move {
  const { candidates, champion, asksLeft, proposalsLeft, inputs, samples } = position
  const [origin] = candidates
  if (origin === undefined) throw new Error('Expected the author’s prompt as candidate 0, found no candidate')
  if (inputs === 1 && samples === 1) return plainMove(position)
  const { training } = trainingAndValidation(position)
  const { asked, batch, reserve, isChecking } = planOf(position, training.length)
  const contenders = contendersOf(candidates, training.length, isChecking ? 0 : strategy.drift)
  const parentOf = ({ parent }: Candidate) => (parent === null ? undefined : candidates[parent])
  const freshOf = (candidate: Candidate) => askedOf(candidate, parentOf(candidate), training.length).fresh
  const freshAnswer = (candidate: Candidate) => {
    const parent = parentOf(candidate)
    const seen = parent && training.length >= strategy.fewestToCheck ? imperfectInputs(parent) : new Set<number>()
    const unseen = training.filter((input) => !seen.has(input))
    return nextAnswer(candidate, unseen, asked, samples) ?? nextAnswer(candidate, training, asked, samples)
  }

  const isSearching = asksLeft > reserve && proposalsLeft > 0
  if (isSearching)
    for (const { candidate } of contenders) {
      const parent = parentOf(candidate)
      const isUnchecked = isChecking && candidate.decision === 'open' && freshOf(candidate).length === 0
      if (parent !== undefined && isUnchecked && candidate === candidates.at(-1)) {
        const shown = evidenceOf(candidates.slice(0, -1), parent, training)
        const mending = mendingOf(candidate, parent, shown)
        if (mending.kind === 'open') return { kind: 'measure', ...mending.next }
        if (mending.kind === 'fails' && !candidate.isPinned)
          return { kind: 'drop', version: candidate.version, reason: `Dropped: ${mending.text}` }
      }
      const answer = freshOf(candidate).length < batch ? freshAnswer(candidate) : null
      if (answer !== null) return answer
    }
  if (champion === null)
    return {
      kind: 'keep',
      version: 0,
      reason: 'Kept: the author’s own prompt is what every rewrite is measured against',
    }

  const leading = contenders.find(({ candidate }) => candidate.version === champion)
  const decision = isSearching && isChecking && leading ? decide(contenders, leading) : null
  if (decision !== null) return decision

  const pinned = contenders.filter(({ candidate }) => candidate.isPinned)
  const optimism = isChecking ? strategy.optimism : strategy.chainOptimism
  const parent = highest(pinned.length > 0 ? pinned : contenders, optimism)?.candidate ?? origin
  const isPerfect =
    freshOf(parent).length >= Math.min(strategy.perfectAnswers, training.length) && imperfectInputs(parent).size === 0
  if (isSearching && !isPerfect) {
    const shown = isChecking ? evidenceOf(candidates, parent, training) : chainEvidence(candidates, parent, training)
    const answer = shown.length > 0 ? null : freshAnswer(parent)
    if (answer !== null) return answer
    const evidence = shown.length > 0 ? shown : chainEvidence(candidates, parent, training)
    if (evidence.length > 0) return { kind: 'propose', parent: parent.version, evidence }
  }
  const answer = finalAnswer(position, contenders)
  if (answer !== null) return answer
  const { version, reason } = winnerOf(contenders)
  if (version !== champion) return { kind: 'keep', version, reason }
  const why = isSearching ? 'converged' : asksLeft === 0 ? 'budget' : 'proposals'
  return { kind: 'stop', best: version, why, reason }
}

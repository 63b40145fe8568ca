import type { Candidate, ProposeMove } from './position.ts'
import { strategy } from './strategy.ts'

/**
 * The answers that a reflection on `parent` is shown, newest first: its own, and those of its ancestors that were not perfect,
 * because what they lacked may still be lacking. Only answers to inputs of the search, never of those kept for the end.
 */
export function evidenceFor(
  candidates: readonly Candidate[],
  parent: Candidate,
  search: readonly number[],
): ProposeMove['evidence'] {
  const evidence: ProposeMove['evidence'][number][] = []
  let author: Candidate | undefined = parent
  for (let generation = 0; author !== undefined && generation < strategy.generationsMost; generation += 1) {
    const { version } = author
    for (const { input, sample, score } of author.measurements.toReversed())
      if (score !== null && search.includes(input) && (generation === 0 || score < 1))
        evidence.push({ version, input, sample })
    author = author.parent === null ? undefined : candidates[author.parent]
  }
  return evidence.slice(0, strategy.evidenceMost)
}

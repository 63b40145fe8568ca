import { askedOf, isImperfect } from './checks.ts'
import type { Answer, Candidate } from './position.ts'
import { strategy } from './strategy.ts'

/**
 * The answers that a reflection on `parent` is shown, newest first: imperfect ones to inputs of the search, not those that it was
 * written for itself, nor those that reflections on it were shown often enough.
 */
export function evidenceOf(
  candidates: readonly Candidate[],
  parent: Candidate,
  search: readonly number[],
): readonly Answer[] {
  const { version } = parent
  const children = candidates.filter((each) => each.parent === version)
  const showings = (input: number) =>
    children.filter((child) => askedOf(child, parent, search.length).checks.some((each) => each.input === input)).length
  const { fresh } = askedOf(parent, parent.parent === null ? undefined : candidates[parent.parent], search.length)
  return imperfectAmong(fresh, version, search)
    .filter(({ input }) => showings(input) < strategy.showings)
    .slice(0, strategy.shownMost)
}

/** The same without checks: what the parent and its last ancestors lacked may still be lacking, and nothing is held back. */
export function chainEvidence(
  candidates: readonly Candidate[],
  parent: Candidate,
  search: readonly number[],
): readonly Answer[] {
  const evidence: Answer[] = []
  let author: Candidate | undefined = parent
  while (author !== undefined && evidence.length < strategy.shownInChain) {
    evidence.push(...imperfectAmong(author.measurements, author.version, search))
    author = author.parent === null ? undefined : candidates[author.parent]
  }
  return evidence.slice(0, strategy.shownInChain)
}

const imperfectAmong = (
  measurements: Candidate['measurements'],
  version: number,
  search: readonly number[],
): Answer[] =>
  measurements
    .filter((each) => isImperfect(each) && search.includes(each.input))
    .toReversed()
    .map(({ input, sample }) => ({ version, input, sample }))

import type { Diagnosis } from '../../contract/diagnosis.ts'
import type { RunState } from '../run-state.ts'
import { preferencesOf } from './preferences.ts'

/** Fewer say nothing about a judge. */
const fewest = 3

/** What was wrong with the judge of a run, as far as its events show it; null for a run that nobody judged. */
export function diagnoseJudge(state: RunState): Diagnosis | null {
  return unusable(state) ?? byPlace(state) ?? wavering(state) ?? againstChecks(state)
}

function unusable({ versions, comparison }: RunState): Diagnosis | null {
  const ofAnswers = versions.flatMap(({ answers }) => answers.flatMap(({ judgement }) => judgement?.status ?? []))
  const ofPairs = (comparison?.preferences ?? []).map(({ outcome }) => outcome)
  const asked = ofAnswers.length + ofPairs.length
  const failed = [...ofAnswers, ...ofPairs].filter((each) => each === 'invalid' || each === 'none').length
  if (failed < fewest || 3 * failed < asked) return null
  return {
    code: 'judge-unusable',
    finding: `The judge gave no usable verdict in ${failed} of ${asked} cases, so these were decided by rules alone.`,
    suggestion: 'Choose a stronger model as models.judge, best one that takes structured output.',
  }
}

function byPlace({ comparison }: RunState): Diagnosis | null {
  const preferences = comparison?.preferences ?? []
  const { version, against, byPlace } = preferencesOf(preferences)
  const decided = version + against + byPlace
  if (decided < fewest || 2 * byPlace < decided) return null
  return {
    code: 'judge-by-place',
    finding: `The judge contradicts itself: in ${byPlace} of ${decided} pairs it preferred the same place, whichever answer stood there.`,
    suggestion: 'Choose a stronger model as models.judge, or state what a right answer must be as checks.',
  }
}

/** Judgements that differ on repetition: 13.6 % on average, above 20 % on the questions that a judge cannot decide (arXiv 2606.13685). */
const mostDiffering = 0.2
/** From so many judgements on the share says something. */
const fewestJudgements = 6
/** Beyond these, more judgements of a pair buy little. */
const enoughRepeats = 7

function wavering({ comparison, input }: RunState): Diagnosis | null {
  const { repeats } = preferencesOf(comparison?.preferences ?? [])
  if (repeats === undefined || repeats.judgements < fewestJudgements) return null
  const { judgements, differing } = repeats
  if (differing <= mostDiffering * judgements) return null
  const more = (input?.judgeRepeats ?? 1) < enoughRepeats ? ', or raise judgeRepeats' : ''
  return {
    code: 'judge-disagreement',
    finding: `The judge does not agree with itself: ${differing} of ${judgements} judgements differed from the others of the same pair.`,
    suggestion: `Choose a stronger model as models.judge, describe the levels of your own criteria${more}.`,
  }
}

const points = { version: 1, against: -1, tie: 0, none: 0 } as const

function againstChecks({ comparison }: RunState): Diagnosis | null {
  if (comparison === null) return null
  const pairs = comparison.preferences.map(({ outcome }, pair) => {
    const judged = points[outcome]
    // A pair's difference is the mean of both; see `pairScores`.
    const byRules = 2 * (comparison.differences[pair] ?? 0) - judged
    return { isDecided: judged !== 0 && Math.abs(byRules) > rounding, isOpposed: judged * byRules < 0 }
  })
  const decided = pairs.filter(({ isDecided }) => isDecided)
  const opposed = decided.filter(({ isOpposed }) => isOpposed).length
  if (opposed < fewest || 2 * opposed <= decided.length) return null
  return {
    code: 'judge-against-checks',
    finding: `The judge and the checks disagree: in ${opposed} of ${decided.length} pairs each preferred another answer.`,
    suggestion: 'Look at these answers: state what you want as checks or judgeCriteria, so that both ask for the same.',
  }
}

const rounding = 1e-9

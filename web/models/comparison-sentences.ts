import type { Preferences } from '../../app/contract/judge.ts'
import type { ComparisonResult } from '../../app/contract/refinement-events.ts'
import type { ComparisonView } from './run-view.ts'
import { countText, plural, pointsText } from './wording.ts'

/** What the final comparison is doing. */
export const comparingText = ({ version, against, pairs, done }: ComparisonView): string =>
  `Comparing ${version === against ? 'your prompt with itself' : `version ${version} with your prompt`} on fresh answers: pair ${Math.min(done + 1, pairs)} of ${pairs}…`

/** What luck alone does to scores, as the author's prompt against itself has shown. */
export function luckText({ pairs, mean, interval }: ComparisonResult): string {
  const fresh = plural(pairs, 'pair of fresh answers', 'pairs of fresh answers')
  if (interval === null)
    return `Your prompt against itself: ${fresh} ${pairs === 1 ? 'is' : 'are'} too few to tell what luck does.`
  const range = `95% interval ${pointsText(interval.lower)} to ${pointsText(interval.upper)} points`
  return `By luck alone your prompt came out ${pointsText(mean)} points against itself over ${fresh} (${range}); a difference of that size says nothing.`
}

/** What the final comparison has shown, and what it has not. */
export function verdictText({ version, verdict, pairs, mean, interval }: ComparisonResult): string {
  const fresh = plural(pairs, 'pair of fresh answers', 'pairs of fresh answers')
  if (interval === null)
    return `Version ${version} won the search; ${fresh} ${pairs === 1 ? 'is' : 'are'} too few to show whether it is better than your prompt.`
  const range = `95% interval ${pointsText(interval.lower)} to ${pointsText(interval.upper)} points`
  switch (verdict) {
    case 'better':
      return `Version ${version} is better than your prompt: its answers score ${pointsText(mean)} points over ${fresh} (${range}).`
    case 'worse':
      return `Version ${version} won the search, but its answers score ${pointsText(mean)} points over ${fresh} (${range}); your prompt stays.`
    case 'no-difference-shown':
      return `Version ${version} won the search, but ${fresh} show no difference to your prompt (${range})${mean < 0 ? '; your prompt stays' : ''}.`
  }
}

/** What the judge made of the pairs, with those that it could not decide. */
export function preferencesText({ version, against, ties, byPlace, none }: Preferences): string {
  const undecided = [
    ...(ties === 0 ? [] : [`${plural(ties, 'tie', 'ties')}${byPlace === 0 ? '' : ` (${byPlace} by place alone)`}`]),
    ...(none === 0 ? [] : [`${countText(none)} without a usable verdict`]),
  ]
  const decided =
    version + against === 0
      ? 'The judge preferred neither version'
      : `The judge preferred the best version in ${plural(version, 'pair', 'pairs')} and your prompt in ${countText(against)}`
  return `${[decided, ...undecided].join('; ')}.`
}

import type { Preferences, Preferred } from '../../contract/judge.ts'
import { signTest, wilsonInterval } from '../statistics/rates.ts'
import { repeatsOf } from './repeats.ts'

/** What the judge made of all pairs. */
export function preferencesOf(preferred: readonly Preferred[]): Preferences {
  const repeats = repeatsOf(preferred)
  const count = (outcome: Preferred['outcome']) => preferred.filter((each) => each.outcome === outcome).length
  return {
    version: count('version'),
    against: count('against'),
    ties: count('tie'),
    byPlace: preferred.filter(({ byPlace }) => byPlace).length,
    none: count('none'),
    ...(repeats !== undefined && { repeats }),
  }
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** The same as a clause: how often which side was preferred, how sure that is, and what did not count. */
export function preferenceText({ version, against, ties, byPlace, none, repeats }: Preferences): string {
  const decided = version + against
  const interval = wilsonInterval(version, decided)
  const share =
    interval === null
      ? 'the judge preferred neither'
      : `the judge preferred it in ${version} of ${decided} pairs (95 % interval ${percent(interval.lower)} to ${percent(interval.upper)}, sign test p = ${signTest(version, against).toFixed(3)})`
  return [
    share,
    ...(ties > 0 ? [`${ties} ${ties === 1 ? 'tie' : 'ties'}, ${byPlace} of them because it went by the place`] : []),
    ...(none > 0 ? [`${none} without a usable judgement`] : []),
    ...(repeats === undefined
      ? []
      : [`${repeats.differing} of ${repeats.judgements} judgements unlike the others of their pair`]),
  ].join(', ')
}

// What a judge's reply is worth: malformed ones, and a judge of known faults against what is measured of it.
import fc from 'fast-check'
import { type JudgedPair, positionBias } from '../../app/refinement/judge/pairwise.ts'
import { nextRepeat } from '../../app/refinement/judge/repeats.ts'
import { readVerdict } from '../../app/refinement/judge/verdict.ts'
import { wilsonInterval } from '../../app/refinement/statistics/rates.ts'
import { scattered } from '../../app/refinement/statistics/scattered.ts'
import { judgedAnswer, judgedCriteria } from '../../app/refinement/test-support/judge-replies.ts'
import { malformedReply } from '../../app/refinement/test-support/malformed-replies.ts'
import type { Bench, Row } from './measure.ts'

const replies = 10_000
const judgements = 1_000
/** How often the scripted judge goes by the place, and how often it changes its mind. */
const placeShare = 0.3
const flipShare = 0.136

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function fuzzRows(): Row[] {
  let [accepted, wrong, thrown] = [0, 0, 0]
  for (const { text, stated } of fc.sample(malformedReply, { numRuns: replies, seed: 20_261_123 })) {
    try {
      const result = readVerdict(text, judgedCriteria, judgedAnswer)
      if (!('value' in result)) continue
      accepted += 1
      if (JSON.stringify(result.value.map(({ level }) => level)) !== JSON.stringify(stated)) wrong += 1
    } catch {
      thrown += 1
    }
  }
  return [
    {
      measure: `of ${replies} malformed replies of a judge crash the reader`,
      value: `${thrown}`,
      goal: '0',
      met: thrown === 0,
    },
    {
      measure: 'of them are read as levels that the text does not state',
      value: `${wrong}`,
      goal: '0',
      met: wrong === 0,
    },
    { measure: 'of them state a verdict all the same, and are read', value: percent(accepted / replies) },
  ]
}

function biasRows(): Row[] {
  const said = (value: 'A' | 'B') => ({ status: 'valid', replies: 1, value }) as const
  const pairs = Array.from(
    { length: judgements },
    (_, nth): JudgedPair =>
      scattered(nth, 1) < placeShare
        ? { forward: said('A'), backward: said('A') }
        : { forward: said('A'), backward: said('B') },
  )
  const bias = positionBias(pairs)
  const within = wilsonInterval(bias.first + bias.second, bias.pairs)
  const isHeld = within !== null && within.lower <= placeShare && placeShare <= within.upper
  let [right, asked] = [0, 0]
  for (let nth = 0; nth < judgements; nth += 1) {
    const verdicts: string[] = []
    while (nextRepeat(verdicts, 3).again) verdicts.push(scattered(nth, verdicts.length, 2) < flipShare ? 'loss' : 'win')
    asked += verdicts.length
    if (nextRepeat(verdicts, 3).majority === 'win') right += 1
  }
  return [
    {
      measure: `bias by place, measured of a judge that has ${percent(placeShare)}`,
      value: `${percent(bias.rate ?? 0)} (${percent(within?.lower ?? 0)} to ${percent(within?.upper ?? 1)})`,
      goal: 'interval holds it',
      met: isHeld,
    },
    {
      measure: `right by up to 3 repeats, of a judge that flips ${percent(flipShare)}`,
      value: `${percent(right / judgements)} by ${(asked / judgements).toFixed(2)} asked`,
    },
  ]
}

export const judge: Bench = {
  name: 'judge',
  about: 'what a judge can do wrong, by replies made up for it',
  run: async () => [...fuzzRows(), ...biasRows()],
}

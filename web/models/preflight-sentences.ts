import type { Preflight } from '../../app/contract/preflight.ts'
import { countText, usdText } from './wording.ts'

type Range = Preflight['rewrites']

const rangeText = ({ low, high }: Range): string =>
  low === high ? countText(high) : `${countText(low)} to ${countText(high)}`

function costText({ low, high }: Preflight['cost'], isSimulated: boolean): string {
  if (isSimulated) return 'cost n/a (simulator)'
  if (low === null || high === null) return 'cost not known'
  return low === high ? `about ${usdText(high)}` : `about ${usdText(low)} to ${usdText(high)}`
}

/** Calls of all models, and how many of them write and judge, where some do. */
function callsText({ total, enhancer, judge }: Preflight['calls']): string {
  const parts = [
    ...(enhancer.high === 0 ? [] : [`${rangeText(enhancer)} to write`]),
    ...(judge.high === 0 ? [] : [`${rangeText(judge)} to judge`]),
  ]
  return `${rangeText(total)} calls${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`
}

/** What the limits buy, in one line. */
export function preflightText({ rewrites, pairs, calls, tokens, cost }: Preflight, isSimulated: boolean): string {
  const pairsText = pairs.high === 0 ? [] : [`${rangeText(pairs)} comparisons`]
  const all = [
    `${rangeText(rewrites)} ${rewrites.high === 1 ? 'rewrite' : 'rewrites'}`,
    ...pairsText,
    callsText(calls),
    `${rangeText(tokens)} tokens`,
    costText(cost, isSimulated),
  ]
  return `At most, by how long answers are: ${all.join(' · ')}`
}

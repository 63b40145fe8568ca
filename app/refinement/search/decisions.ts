import { type Contender, highest, lead, show } from './beliefs.ts'
import type { DecideMove } from './position.ts'
import { strategy } from './strategy.ts'

/** A version that is clearly worse than the champion, or one that is better; null when nothing can be told yet. */
export function decide(contenders: readonly Contender[], champion: Contender): DecideMove | null {
  for (const { candidate, belief } of contenders) {
    const { version, isPinned } = candidate
    if (version === 0 || candidate === champion.candidate || isPinned) continue
    if (lead(champion.belief, belief) > strategy.dropAt)
      return { kind: 'drop', version, reason: `Dropped: ${against(belief, champion)}` }
  }
  const top = highest(contenders, 0)
  if (top === null || top === champion) return null
  const isBetter =
    top.belief.mean > champion.belief.mean + strategy.margin && lead(top.belief, champion.belief) > strategy.keepAt
  if (!isBetter) return null
  return { kind: 'keep', version: top.candidate.version, reason: `Kept: ${against(top.belief, champion)}` }
}

/** The winner at the end: the best by belief, unless it is hardly told from the author's prompt, which then stays. */
export function winnerOf(contenders: readonly Contender[]): { readonly version: number; readonly reason: string } {
  const origin = contenders.find(({ candidate }) => candidate.version === 0)
  const top = highest(contenders, 0)
  if (top === null) return { version: 0, reason: 'No version is left' }
  const { version } = top.candidate
  if (origin === undefined || top === origin)
    return { version, reason: `Version ${version} is the best: estimated ${show(top.belief)}` }
  const found = against(top.belief, origin)
  return lead(top.belief, origin.belief) > strategy.changeAt
    ? { version, reason: `Version ${version} is the best: ${found}` }
    : { version: 0, reason: `The author’s prompt stays, version ${version} is hardly told from it: ${found}` }
}

const against = (belief: Contender['belief'], other: Contender): string =>
  `estimated ${show(belief)} against ${show(other.belief)} of version ${other.candidate.version}`

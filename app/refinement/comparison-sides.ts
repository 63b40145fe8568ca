import type { ComparisonState, RunState, Side } from './run-state.ts'

type Compared = Pick<ComparisonState, 'version' | 'against'>

/** The author's prompt against itself: what luck alone does to scores. */
export const isOfItself = ({ version, against }: Compared): boolean => version === against

/** Answers to one text are told apart by their number. Those of a comparison with another version have none. */
const samples = { against: 1, version: 2 } as const

/** Which answer to the text a side of a pair gets. */
export const sampleOf = (compared: Compared, side: Side): { readonly sample?: number } =>
  isOfItself(compared) ? { sample: samples[side] } : {}

/** The side that an answer or a call is for; null when it is for neither. */
export function sideOf(
  compared: Compared,
  { version, sample }: { readonly version: number; readonly sample?: number | undefined },
): Side | null {
  const isOn = (side: Side) => compared[side] === version && sampleOf(compared, side).sample === sample
  return isOn('version') ? 'version' : isOn('against') ? 'against' : null
}

/** What the ids of calls say of a pair and a side of it, so that no two calls of a run have the same. */
export const pairName = (compared: Compared, pair: number): string => `${isOfItself(compared) ? 'a' : 'p'}${pair}`
export const sideName = (compared: Compared, side: Side): string =>
  `v${compared[side]}${isOfItself(compared) ? (side === 'version' ? 'b' : 'a') : ''}`

/** The comparison that the run is at, or the last one that it made. */
export const comparisonOf = ({ selfComparison, comparison }: Pick<RunState, 'selfComparison' | 'comparison'>) =>
  selfComparison ?? comparison

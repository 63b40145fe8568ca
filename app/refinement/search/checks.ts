import type { Answer, Candidate, Measurement } from './position.ts'
import { strategy } from './strategy.ts'

/** What a version was asked first: the imperfect answers of its parent that its reflection was shown, again. */
export interface Asked {
  readonly checks: readonly Measurement[]
  /** Answers to inputs that tell what the version is worth, because they did not make it. */
  readonly fresh: readonly Measurement[]
}

/**
 * Tells apart what a version was asked. Checks come first and are at most `shownMost`, so they are the beginning of its answers, as
 * far as its parent has an imperfect answer to the same input. With few inputs everything counts as fresh.
 */
export function askedOf(candidate: Candidate, parent: Candidate | undefined, inputs: number): Asked {
  const { measurements } = candidate
  if (parent === undefined || inputs < strategy.fewestToCheck) return { checks: [], fresh: measurements }
  const imperfect = imperfectInputs(parent)
  const first = measurements.findIndex(({ input }) => !imperfect.has(input))
  const count = Math.min(strategy.shownMost, first === -1 ? measurements.length : first)
  return { checks: measurements.slice(0, count), fresh: measurements.slice(count) }
}

export const isImperfect = ({ score }: Measurement): boolean => score !== null && score < strategy.perfect

export const imperfectInputs = ({ measurements }: Candidate): Set<number> =>
  new Set(measurements.filter(isImperfect).map(({ input }) => input))

/** What the checks of a version say: not all are made, it mends what it was shown, or it does not. */
export type Mending =
  | { readonly kind: 'open'; readonly next: Answer }
  | { readonly kind: 'mends' | 'fails'; readonly text: string }

/**
 * Whether a rewrite mends what it was written for. It says nothing of other inputs (a rewrite may have copied the case), so these
 * answers count for nothing else; but a rewrite that does not even do this is not worth a call more.
 * @param shown the answers of the parent that its reflection was shown
 */
export function mendingOf({ version, measurements }: Candidate, parent: Candidate, shown: readonly Answer[]): Mending {
  let before = 0
  let after = 0
  for (const { input, sample } of shown) {
    const again = measurements.find((each) => each.input === input)
    if (again === undefined) return { kind: 'open', next: { version, input, sample: 0 } }
    const old = parent.measurements.find((each) => each.input === input && each.sample === sample)
    before += old?.score ?? 0
    after += again.score ?? old?.score ?? 0
  }
  const mends = shown.length === 0 || after > before + strategy.margin
  const text = `${(after / shown.length).toFixed(3)} against ${(before / shown.length).toFixed(3)} on what it was written for`
  return { kind: mends ? 'mends' : 'fails', text }
}

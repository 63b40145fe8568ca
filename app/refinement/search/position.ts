/** One answer of a version to one input, in the order in which they were made. */
export interface Measurement {
  readonly input: number
  /** Number of the answer to this input, from 0. */
  readonly sample: number
  /** 0..1; null when the judge's verdict was invalid: the call is spent, and nothing is known. */
  readonly score: number | null
}

/** Names one answer. */
export interface Answer {
  readonly version: number
  readonly input: number
  readonly sample: number
}

export interface Candidate {
  readonly version: number
  /** An earlier version; null for the author's prompt. */
  readonly parent: number | null
  readonly measurements: readonly Measurement[]
  /** A dropped version is never asked again, nor built upon. */
  readonly decision: 'open' | 'kept' | 'dropped'
  /** By the user: as if dropped, and never the winner. */
  readonly isBanned?: boolean
  /** By the user: only pinned versions are built upon, and they stay in the race to its end. */
  readonly isPinned?: boolean
}

/** Where a search stands; all that the next move depends on. */
export interface Position {
  /** Test inputs, at least 1. */
  readonly inputs: number
  /** Most answers of one version to one input, at least 1. More are worth asking only of a model that varies. */
  readonly samples: number
  /** By version, 0 first: a candidate's index is its version. */
  readonly candidates: readonly Candidate[]
  /** The last version that was kept; null before the first. */
  readonly champion: number | null
  /** Calls of the target that the budget still pays for, those of the final comparison not counted. */
  readonly asksLeft: number
  /** Rewrites that may still be asked for. */
  readonly proposalsLeft: number
  /** Decides the order of the inputs. */
  readonly seed: string
}

export interface MeasureMove extends Answer {
  readonly kind: 'measure'
}

/** Ask for a rewrite of `parent`, shown these answers. */
interface ProposeMove {
  readonly kind: 'propose'
  readonly parent: number
  readonly evidence: readonly Answer[]
}

export interface DecideMove {
  /** `keep`: this version is the champion from now on; it may have been the champion before. */
  readonly kind: 'keep' | 'drop'
  readonly version: number
  readonly reason: string
}

interface StopMove {
  readonly kind: 'stop'
  /** The champion. */
  readonly best: number
  readonly why: 'converged' | 'proposals' | 'budget'
  readonly reason: string
}

export type Move = MeasureMove | ProposeMove | DecideMove | StopMove

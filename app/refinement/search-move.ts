import type { NewRefinementEvent, StopReason } from '../contract/refinement-events.ts'
import type { Cell } from './version-answers.ts'

/** An answer that whoever writes a rewrite gets to see. */
export interface EvidenceCell {
  readonly version: number
  readonly input: number
  readonly sample: number
}

/** What the search does next. */
export type SearchMove =
  | ({ readonly kind: 'measure'; readonly version: number } & Cell)
  | { readonly kind: 'decide'; readonly event: NewRefinementEvent }
  | { readonly kind: 'propose'; readonly parent: number; readonly evidence: readonly EvidenceCell[] }
  | { readonly kind: 'stop'; readonly stopReason: StopReason; readonly reason: string }

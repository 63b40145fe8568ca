import type { RefinementSummary } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'

/** A run as it is accepted. */
export type NewRun = Pick<RefinementSummary, 'id' | 'promptExcerpt' | 'targetModel' | 'simulated'>

/** Runs from before there was a choice were refined by rules. */
export const enhancerOf = ({ enhancer = 'rule_based' }: RunInput): string => enhancer

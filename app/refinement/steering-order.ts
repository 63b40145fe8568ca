import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { RunLimits } from '../contract/run-input.ts'
import { comparisonOf } from './comparison-sides.ts'
import type { RunState } from './run-state.ts'

/** Events by which a person steers a run that goes on. They may come at any time, even while a model is asked. */
const steeringTypes = [
  'run.paused',
  'run.continued',
  'feedback.added',
  'version.pinned',
  'version.banned',
  'limits.raised',
] as const

type SteeringType = (typeof steeringTypes)[number]
export type SteeringEvent = Extract<NewRefinementEvent, { type: SteeringType }>

export const isSteering = (event: NewRefinementEvent): event is SteeringEvent =>
  (steeringTypes as readonly string[]).includes(event.type)

/** What keeps a run from being steered so, in words for who steers it; null when nothing does. */
export function whyNotSteered(state: RunState, event: SteeringEvent): string | null {
  if (event.type === 'run.paused') return state.isPaused ? 'the run is paused already' : null
  if (event.type === 'run.continued') return state.isPaused ? null : 'the run is not paused'
  if (event.type === 'limits.raised') return whyNotRaised(state.limits, event.data.limits)
  if (comparisonOf(state) !== null) return 'the search has ended, and prompts are being compared'
  if (event.type === 'feedback.added') return null
  const { version } = event.data
  if (state.versions[version]?.decision == null) return `version ${version} is not decided yet`
  if (state.banned.includes(version)) return `version ${version} is banned`
  if (event.type === 'version.pinned') return null
  return version === 0 ? 'version 0 is the author’s own prompt, which every rewrite is measured against' : null
}

/** Limits are raised, not lowered: what is spent is spent, and cancelling is what ends a run early. */
function whyNotRaised(limits: RunLimits | null, raised: RunLimits): string | null {
  if (limits === null) return 'the run has not started'
  const names = Object.keys(limits) as (keyof RunLimits)[] // the keys of a closed object
  const lowered = names.find((name) => (raised[name] ?? 0) < (limits[name] ?? 0))
  return lowered === undefined
    ? null
    : `expected ${lowered} to be at least ${limits[lowered]}, found ${raised[lowered] ?? 'none'}`
}

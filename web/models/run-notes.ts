import type { EventDataOf, EventType, RefinementEvent } from '../../app/contract/refinement-events.ts'
import type { RunInput, RunLimits } from '../../app/contract/run-input.ts'
import { roleNames } from './role-names.ts'
import { countText, modelText, usdText } from './wording.ts'

type Steered = Extract<
  RefinementEvent,
  {
    type: Extract<
      EventType,
      'version.pinned' | 'version.banned' | 'feedback.added' | 'limits.raised' | 'run.paused' | 'run.continued'
    >
  }
>

const limitTexts = {
  iterations: (value: number) => `${countText(value)} rewrites`,
  maxTokens: (value: number) => `${countText(value)} tokens`,
  comparisons: (value: number) => `${countText(value)} comparisons`,
  selfComparisons: (value: number) => `${countText(value)} comparisons of your prompt with itself`,
  maxCalls: (value: number) => `${countText(value)} calls`,
  maxCost: usdText,
} as const satisfies Record<keyof RunLimits, (value: number) => string>

function raisedText(before: RunLimits | undefined, after: RunLimits): string {
  // Object.keys widens to string[]; the keys are those of the limits, all of them.
  const changed = (Object.keys(limitTexts) as (keyof RunLimits)[]).flatMap((name) => {
    const value = after[name]
    return value === undefined || value === before?.[name] ? [] : [limitTexts[name](value)]
  })
  return changed.length === 0 ? 'You left the limits as they were.' : `You raised the limits to ${changed.join(', ')}.`
}

/** What a person did to the run, in a sentence. @param run as it was before */
export function steeringText(event: Steered, run: { readonly input: RunInput | null }): string {
  switch (event.type) {
    case 'feedback.added':
      return `You said: ${event.data.text}`
    case 'version.pinned':
      return `You pinned version ${event.data.version}: further rewrites start from it.`
    case 'version.banned':
      return `You banned version ${event.data.version}: nothing starts from it, and it cannot win.`
    case 'limits.raised':
      return raisedText(run.input?.limits, event.data.limits)
    case 'run.paused':
      return 'You paused the run.'
    case 'run.continued':
      return 'You let the run go on.'
  }
}

/** Why what a model wrote was no version to try. @param model null: not known */
export const refusalText = ({ role, reason }: EventDataOf<'proposal.refused'>, model: string | undefined): string =>
  `A rewrite of the ${roleNames[role].toLowerCase()}${model === undefined ? '' : `, ${modelText(model)},`} was not tried: ${reason}`

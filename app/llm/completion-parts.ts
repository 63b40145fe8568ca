import type { FinishReason } from '../contract/refinement-events.ts'
import type { Completion } from './model-client.ts'
import { ProviderFailure } from './provider-failure.ts'
import { estimatedTokens } from './token-estimate.ts'

/** What the events of a stream added up to. */
export interface CompletionParts {
  /** Events that had the shape of a piece of a completion. */
  readonly events: number
  readonly text: string
  /** As the provider named it; undefined when the stream ended without one. */
  readonly finish: string | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
}

/**
 * @param reasons the provider's names of the reasons we tell apart; any other name counts as `stop` if there is text
 * @throws ProviderFailure malformed when nothing was a completion, cut when the end is missing
 */
export function completionOf(
  prompt: string,
  parts: CompletionParts,
  reasons: Readonly<Record<string, FinishReason>>,
): Completion {
  const { events, text, finish } = parts
  if (events === 0) throw new ProviderFailure({ kind: 'malformed' }, 'no event of a completion')
  if (finish === undefined) throw new ProviderFailure({ kind: 'cut' }, 'no finish reason')
  const finishReason = reasons[finish] ?? (text === '' ? undefined : 'stop')
  if (finishReason === undefined) throw new ProviderFailure({ kind: 'malformed' }, `no text, finished by ${finish}`)
  return {
    text,
    finishReason,
    usage: {
      inputTokens: parts.inputTokens ?? estimatedTokens(prompt),
      outputTokens: parts.outputTokens ?? estimatedTokens(text),
    },
  }
}

/** A token count that a server reports, or undefined when it is none. */
export const tokenCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined

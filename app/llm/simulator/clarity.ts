import type { Quality } from './stated-qualities.ts'

/** What a clear prompt states, and how much of its clarity each part is; together 1. Published in docs/simulator.md. */
export const clarityWeights = {
  format: 0.25,
  length: 0.2,
  constraints: 0.15,
  criteria: 0.1,
  detail: 0.1,
  role: 0.1,
  context: 0.05,
  examples: 0.05,
} as const satisfies Partial<Record<Quality | 'detail', number>>

/** So many key terms are detail enough. */
const enoughTerms = 6

/** Taken off for each vague word of the task, at most four times. */
export const vaguePenalty = 0.05
const vague = /\b(something|stuff|things?|somehow|whatever|nice|good|interesting|some kind of|sort of|etc)\b/gi

/** How clearly a prompt says what it wants, 0..1. */
export function clarityOf(stated: ReadonlySet<Quality>, terms: readonly string[], task: string): number {
  const parts = Object.entries(clarityWeights).map(([part, weight]) => {
    if (part === 'detail') return weight * Math.min(1, terms.length / enoughTerms)
    return [...stated].some((quality) => quality === part) ? weight : 0
  })
  const vagueWords = Math.min(4, task.match(vague)?.length ?? 0)
  return Math.max(0, parts.reduce((sum, part) => sum + part, 0) - vagueWords * vaguePenalty)
}

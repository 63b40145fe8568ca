import { keyTerms } from './key-terms.ts'
import { chatter } from './sentences.ts'
import { statedFormat } from './stated-format.ts'
import { statedLimits } from './stated-limits.ts'

/** How good the simulator finds an answer, 0..1 each. */
export type Marks = Readonly<Record<'clarity' | 'relevance' | 'completeness' | 'adherence', number>>

const shareOf = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.length === 0 ? 1 : values.filter(holds).length / values.length

/** Sentences, list entries and lines, as they stand in the text. */
export const passagesOf = (text: string): string[] => text.match(/[^\s.!?][^.!?\n]*[.!?]?/g) ?? []

const lineForms: Partial<Record<string, RegExp>> = {
  bullets: /^\s*[-*•]\s/,
  numbered: /^\s*\d+[.)]\s/,
  table: /^\s*\|/,
  csv: /,/,
  sections: /^#{1,6}\s/,
}

/** By the rules under "As a judge" in docs/simulator.md. */
export function marksOf(task: string, answer: string): Marks {
  const passages = passagesOf(answer)
  const mentions = (term: string) => answer.toLowerCase().includes(term.toLowerCase())
  const terms = keyTerms(task)
  const serves = (passage: string) => terms.some((term) => passage.toLowerCase().includes(term.toLowerCase()))
  const distinct = passages.length === 0 ? 1 : new Set(passages).size / passages.length
  const isCut = /\p{L}$/u.test(answer.trim()) && passages.length > 3
  return {
    clarity: Math.max(0, distinct - (answer.startsWith(chatter) ? 0.25 : 0) - (isCut ? 0.25 : 0)),
    relevance: terms.length === 0 ? 1 : shareOf(passages, serves),
    completeness: shareOf(terms, mentions),
    adherence: shareOf(requirementsOf(task, answer), (isKept) => isKept),
  }
}

/** Whether each requirement that the task states about form and length is kept. */
function requirementsOf(task: string, answer: string): boolean[] {
  const { kind, isStated, items, names } = statedFormat(task)
  const { words, sentences } = statedLimits(task)
  const lines = answer.split('\n').filter((line) => line.trim() !== '')
  const form = lineForms[kind]
  const inForm = form === undefined ? [] : lines.filter((line) => form.test(line))
  return [
    ...(isStated && kind === 'json' ? [isJson(answer)] : []),
    ...(isStated && form !== undefined ? [inForm.length >= Math.min(2, items ?? 2)] : []),
    ...(items !== undefined && (kind === 'bullets' || kind === 'numbered') ? [inForm.length === items] : []),
    ...(names.length > 0 ? [names.every((name) => answer.includes(name))] : []),
    ...[
      [words, answer.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0] as const,
      [sentences, answer.match(/[.!?](?=\s|$)/g)?.length ?? 0] as const,
    ].flatMap(([limit, found]) => (limit === undefined ? [] : [found >= limit.min && found <= limit.max])),
  ]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

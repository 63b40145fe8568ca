import { jsonExample } from './json-example.ts'
import { numberOf, numberPattern } from './numbers.ts'
import { statedNames } from './stated-names.ts'

/** The forms, the most exacting one first: of several that a prompt mentions this one is taken. */
const mentions = {
  json: /\bjson\b/i,
  csv: /\bcsv\b/i,
  table: /\btable\b/i,
  'yes-no': /\b["“]?yes["”]? or ["“]?no\b|\byes\/no\b/i,
  'one-word': /\b(?:in|with|is|only|exactly) (?:one|a single) word\b/i,
  code: /\b(?:write|implement|create|generate)\b[^.\n]{0,60}\b(?:code|function|script|program|class|query)\b|\bcode (?:block|snippet)\b/i,
  email: /\b(?:write|draft|compose|send|complete)\b[^.\n]{0,40}\be-?mail\b/i,
  numbered: /\bnumbered\b|\bordered list\b|\bstep[- ]by[- ]step\b/i,
  bullets: /\bbullet(?:s|ed|[- ]points?)?\b|\b(?:a|as) list\b/i,
  sections: /\bheadings?\b|\bsections\b|\bmarkdown\b/i,
  prose: /\b(?:prose|paragraphs?|sentences?|essay|letter|article|blog post|story|poem|summary|report|text only)\b/i,
} as const
type FormatKind = keyof typeof mentions
const kinds = Object.keys(mentions) as FormatKind[] // the keys are exactly these

export interface StatedFormat {
  readonly kind: FormatKind
  /** false: the prompt names no form, and the simulator takes the usual one of such a request. */
  readonly isStated: boolean
  /** Number of items, rows or array elements asked for, 2..50. */
  readonly items: number | undefined
  /** Names of JSON keys, columns or sections. */
  readonly names: readonly string[]
  /** A JSON value in the prompt whose shape the answer should have. */
  readonly example: unknown
}

const countable =
  'items?|points?|bullets?|steps?|tips|ideas|examples|reasons|ways|questions|entries|rows|names|suggestions|options|facts|benefits|lines|recommendations|titles|headlines|slogans|topics|elements|objects|records'
const counts = [
  new RegExp(`\\b${numberPattern}(?:\\s+[\\p{L}-]{1,20}){0,2}\\s+(?:${countable})\\b`, 'giu'),
  new RegExp(`\\b(?:list|array|table) (?:of|with) (?:exactly )?${numberPattern}\\b`, 'giu'),
]

export function statedFormat(prompt: string): StatedFormat {
  const items = statedItems(prompt)
  const stated = kinds.find((kind) => isWanted(prompt, mentions[kind]))
  const usual = items === undefined ? 'prose' : 'numbered'
  const kind = stated === undefined || stated === 'prose' ? usual : stated
  return {
    kind,
    isStated: stated !== undefined,
    items,
    names: statedNames(prompt, kind),
    example: kind === 'json' ? jsonExample(prompt) : undefined,
  }
}

/** The first number of things above one: "one item per line" is no count of items. */
function statedItems(prompt: string): number | undefined {
  return counts
    .flatMap((pattern) => [...prompt.matchAll(pattern)].map((found) => numberOf(found[1] ?? '')))
    .find((count) => count >= 2 && count <= 50)
}

/** What stands before a form that is not wanted: "no bullet points", "do not use any …"; not "without downtime as JSON". */
const refusing =
  /\b(?:no|not|don['’]t|without|avoid|never|instead of)\s+(?:(?:use|using|write|return|output|add|include|make|any|an?|the)\s+){0,3}$/i

function isWanted(prompt: string, mention: RegExp): boolean {
  return [...prompt.matchAll(new RegExp(mention.source, 'gi'))].some(
    ({ index }) => !refusing.test(prompt.slice(Math.max(0, index - 40), index)),
  )
}

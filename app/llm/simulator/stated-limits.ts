import { numberOf, numberPattern } from './numbers.ts'

type Unit = 'words' | 'sentences' | 'paragraphs' | 'characters'
export interface Limit {
  readonly min: number
  /** Infinity when only a lower bound is stated. */
  readonly max: number
}
export type StatedLimits = Readonly<Partial<Record<Unit, Limit>>>

const unit = '(words?|sentences?|paragraphs?|characters?)'
const n = numberPattern
const range = new RegExp(`\\b${n}\\s*(?:-|–|to|and)\\s*${n}\\s+${unit}\\b`, 'i')
const atMost = new RegExp(
  `\\b(?:at most|no more than|not more than|under|below|less than|fewer than|up to|maximum(?: of)?|max\\.?|within|limit(?:ed)? (?:it )?to|(?:not|never) exceed(?:ing)?)\\s+${n}\\s+${unit}\\b`,
  'i',
)
const orFewer = new RegExp(`\\b${n}\\s+${unit}\\s+(?:or (?:fewer|less)|at most|max(?:imum)?)\\b`, 'i')
const atLeast = new RegExp(
  `\\b(?:at least|minimum(?: of)?|no fewer than|no less than|more than|over)\\s+${n}\\s+${unit}\\b`,
  'i',
)
const plain = new RegExp(`\\b${n}[\\s-]+${unit}\\b`, 'i')

/** How long the prompt wants the answer; "about 200 words" allows a tenth more or less. The first statement of a kind counts. */
export function statedLimits(prompt: string): StatedLimits {
  const limits: Partial<Record<Unit, Limit>> = {}
  const state = (name: string | undefined, limit: Limit) => {
    const key = `${name?.toLowerCase().replace(/s$/, '')}s` as Unit // the patterns match these four words only
    limits[key] ??= limit
  }
  const ranged = range.exec(prompt)
  if (ranged) state(ranged[3], { min: numberOf(ranged[1] ?? ''), max: numberOf(ranged[2] ?? '') })
  for (const pattern of [atMost, orFewer]) {
    const found = pattern.exec(prompt)
    if (found) state(found[2], { min: 0, max: numberOf(found[1] ?? '') })
  }
  const least = atLeast.exec(prompt)
  if (least) state(least[2], { min: numberOf(least[1] ?? ''), max: Number.POSITIVE_INFINITY })
  const bare = plain.exec(prompt)
  if (bare) {
    const amount = numberOf(bare[1] ?? '')
    const isCounted = !/^(word|character)/i.test(bare[2] ?? '')
    state(
      bare[2],
      isCounted ? { min: amount, max: amount } : { min: Math.floor(amount * 0.9), max: Math.ceil(amount * 1.1) },
    )
  }
  return limits
}

import { rangeText, type StatedRange } from './range.ts'

/** A text of the author's for a demand: on one line, character by character. */
export const literal = (text: string): string => (/[\n\r“”]/u.test(text) ? JSON.stringify(text) : `“${text}”`)

export const literals = (texts: readonly string[]): string => texts.map(literal).join(', ')

/** Names in plain quotation marks, as programs write them. */
export const names = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ')

/** `at most 3 words`, `exactly 1 word`. */
export function amount(range: StatedRange, singular: string, plural = `${singular}s`): string {
  const text = rangeText(range)
  return `${text} ${/(?:^| )1$/u.test(text) ? singular : plural}`
}

import { estimateTokens } from '../budget.ts'

/**
 * A text of at most `maxTokens` (estimated): whole when it fits, else its beginning and its end, with a note of how much
 * was left out in between. The beginning gets two thirds: that is where texts say what they are.
 */
export function elide(text: string, maxTokens: number): string {
  if (estimateTokens(text) <= maxTokens) return text
  // Characters differ in bytes, so what fits is found by trying; each round is shorter than the one before it.
  for (let kept = text.length - 1; kept > 0; kept = Math.floor(kept * 0.8)) {
    const shortened = withoutMiddle(text, kept)
    if (estimateTokens(shortened) <= maxTokens) return shortened
  }
  return ''
}

function withoutMiddle(text: string, kept: number): string {
  const head = Math.ceil((kept * 2) / 3)
  // Half of a character that takes two units is no text.
  const beginning = text.slice(0, head).replace(/[\uD800-\uDBFF]$/u, '')
  const end = text.slice(text.length - (kept - head)).replace(/^[\uDC00-\uDFFF]/u, '')
  return `${beginning}\n[… ${text.length - beginning.length - end.length} characters left out …]\n${end}`
}

/**
 * Texts that differ in nothing a reader would call a difference come out the same: width and composition of characters,
 * case, white space, and the quotation marks and dashes that models like to exchange.
 */
const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u2018\u2019\u201a\u2032`´]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('\u2039', '<')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Fewer letters, digits and symbols can be found in almost any text, and so are evidence of nothing. */
const fewestLetters = 3
const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}\p{S}]/gu)?.length ?? 0

/**
 * Whether a quote stands in an answer. Left-out parts (`…`, `...`) may stand between pieces that occur in this order.
 * @param answer made ready once by `searchable`
 */
export function isFounded(quote: string, { text, fewest }: Searchable): boolean {
  const pieces = normalised(quote)
    .replace(/^["']+|["']+$/g, '')
    .split('...')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  if (pieces.length === 0 || lettersIn(pieces.join('')) < fewest) return false
  let from = 0
  return pieces.every((piece) => {
    const at = text.indexOf(piece, from)
    from = at + piece.length
    return at >= 0
  })
}

/** An answer made ready to look for quotes in it. */
export interface Searchable {
  readonly text: string
  /** Letters, digits and symbols that a quote has to have; the answer itself may be shorter than usual. */
  readonly fewest: number
}

export function searchable(answer: string): Searchable {
  const text = normalised(answer)
  return { text, fewest: Math.min(fewestLetters, lettersIn(text)) }
}

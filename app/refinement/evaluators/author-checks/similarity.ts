/** Articles and punctuation are left out as in SQuAD's evaluation (Rajpurkar et al. 2016, arXiv:1606.05250); Unicode's punctuation counts as well. */
export const normalised = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\p{P}$+<=>^`|~]/gu, '')
    .replaceAll(/(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ')

/** F1 of the words in common, 0..1, as in SQuAD: words counted as often as they occur in both. Two empty texts are alike. */
export function tokenF1(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => normalised(text).split(' ').filter(Boolean))
  if (left === undefined || right === undefined || left.length === 0 || right.length === 0)
    return left?.length === right?.length ? 1 : 0
  const rest = new Map<string, number>()
  for (const word of left) rest.set(word, (rest.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const count = rest.get(word) ?? 0
    if (count === 0) continue
    rest.set(word, count - 1)
    common++
  }
  return (2 * common) / (left.length + right.length)
}

/** 1 - edits / characters of the longer text, 0..1; two empty texts are alike. Case and white space inside count. */
export function levenshteinRatio(one: string, other: string): number {
  const [left, right] = [[...one.normalize('NFC').trim()], [...other.normalize('NFC').trim()]]
  const longer = Math.max(left.length, right.length)
  return longer === 0 ? 1 : 1 - distance(left, right) / longer
}

/**
 * Least insertions, deletions and replacements, by the bit vectors of Myers (J. ACM 46, 1999) in blocks of 32 rows, as
 * Hyyrö (2003) wrote them down: two texts of 20,000 characters take some hundred milliseconds, not many seconds.
 */
export function distance(pattern: readonly string[], text: readonly string[]): number {
  if (pattern.length === 0) return text.length
  const blocks = Math.ceil(pattern.length / 32)
  const places = new Map<string, Int32Array>()
  pattern.forEach((character, row) => {
    const bits = places.get(character) ?? new Int32Array(blocks)
    const block = row >>> 5
    bits[block] = (bits[block] ?? 0) | (1 << (row & 31))
    places.set(character, bits)
  })
  const nowhere = new Int32Array(blocks)
  const plus = new Int32Array(blocks).fill(-1)
  const minus = new Int32Array(blocks)
  const lastBit = (pattern.length - 1) & 31
  let score = pattern.length
  for (const character of text) {
    const found = places.get(character) ?? nowhere
    let carryPlus = 1 // the row above the first grows by one in each column
    let carryMinus = 0
    for (let block = 0; block < blocks; block++) {
      const vertical = plus[block] ?? 0
      const negative = minus[block] ?? 0
      const matched = (found[block] ?? 0) | carryMinus
      const zero = ((((matched & vertical) + vertical) | 0) ^ vertical) | matched | negative
      let up = negative | ~(zero | vertical)
      let down = vertical & zero
      if (block === blocks - 1) score += ((up >>> lastBit) & 1) - ((down >>> lastBit) & 1)
      const nextPlus = up >>> 31
      const nextMinus = down >>> 31
      up = (up << 1) | carryPlus
      down = (down << 1) | carryMinus
      plus[block] = down | ~(zero | up)
      minus[block] = up & zero
      carryPlus = nextPlus
      carryMinus = nextMinus
    }
  }
  return score
}

/** A number as it stands in a text, and what it may mean: `1,234` is read in English and in German. */
export interface FoundNumber {
  readonly text: string
  readonly readings: readonly number[]
}

/** Digits with what may stand between them; a sign counts where it follows no letter, digit or closing bracket. */
const number =
  /(?<![\p{L}\p{N}_)\]])[-+−]?[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+)*(?:[eE][-+]?[0-9]{1,3}(?![0-9]))?|[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+)*/gu

/** The numbers of a text in digits, in order. Time is linear in its length. */
export const numbersIn = (text: string): readonly FoundNumber[] =>
  (text.match(number) ?? []).map((found) => ({ text: found, readings: readingsOf(found) }))

function readingsOf(found: string): readonly number[] {
  const [mantissa = '', exponent] = found.replace('−', '-').split(/[eE]/u)
  const separators = mantissa.replaceAll(/[-+0-9]/gu, '')
  const scaled = (digits: string) => Number(exponent === undefined ? digits : `${digits}e${exponent}`)
  const without = (separator: RegExp) => mantissa.replaceAll(separator, '')
  const readings = new Set<number>()
  // The last separator may be the decimal one when it stands once and is a point or a comma.
  const last = separators.at(-1) ?? ''
  const isDecimal = /[.,]/u.test(last) && separators.indexOf(last) === separators.length - 1
  if (separators === '' || isDecimal) {
    const at = last === '' ? mantissa.length : mantissa.lastIndexOf(last)
    const whole = mantissa.slice(0, at).replaceAll(/[^-+0-9]/gu, '')
    if (isGrouped(mantissa.slice(0, at)))
      readings.add(scaled(`${whole}${last === '' ? '' : '.'}${mantissa.slice(at + 1)}`))
  }
  if (separators !== '' && isGrouped(mantissa)) readings.add(scaled(without(/[^-+0-9]/gu)))
  return [...readings].filter(Number.isFinite)
}

/** Groups of three digits after the first, all divided alike; or no groups. */
const isGrouped = (digits: string): boolean =>
  /^[-+]?[0-9]+$/u.test(digits) ||
  /^[-+]?[0-9]{1,3}(?:([.,'’\u00a0\u202f\u2009])[0-9]{3})(?:\1[0-9]{3})*$/u.test(digits)

/** @param tolerance how far off it may be; a share of `wanted` when `relative` */
export const isNear = (found: FoundNumber, wanted: number, tolerance: number, relative: boolean): boolean =>
  // One part in 10^12 for what binary fractions cannot say: 0.1 + 0.2 is 0.3.
  found.readings.some(
    (reading) =>
      Math.abs(reading - wanted) <= (relative ? tolerance * Math.abs(wanted) : tolerance) + 1e-12 * Math.abs(wanted),
  )

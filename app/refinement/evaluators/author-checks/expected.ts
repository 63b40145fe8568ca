import { type Finding, failed, passed, quote } from '../check.ts'
import type { Kinds } from './kind.ts'
import { isNear, numbersIn } from './numbers.ts'
import { levenshteinRatio, normalised, tokenF1 } from './similarity.ts'

type Names = 'number' | 'equals-expected' | 'contains-expected' | 'similar-to-expected'

interface Tolerance {
  readonly tolerance?: number
  readonly relative?: boolean
}

export const expectedKinds: Kinds<Names> = {
  number: {
    demand: ({ which = 'last' }) =>
      `The answer gives the result in digits${which === 'any' ? '' : `, as the ${which} number in it`}.`,
    run: ({ equals, which = 'last', tolerance = 0, relative = false }, { text }) => {
      const all = numbersIn(text)
      const asked = `the number ${equals}${toleranceText({ tolerance, relative })}`
      if (all.length === 0) return failed(`Expected ${asked}, found no number in digits`)
      if (which === 'only' && all.length > 1)
        return failed(
          `Expected ${asked} and no other number, found ${all.length} numbers: ${shown(all.map((each) => each.text))}`,
        )
      const counting = which === 'any' ? all : all.slice(which === 'last' ? -1 : 0).slice(0, 1)
      return counting.some((found) => isNear(found, equals, tolerance, relative))
        ? passed(`Found ${asked}`)
        : failed(
            `Expected ${asked}${which === 'any' ? '' : ` as the ${which} number`}, found ${shown(counting.map((each) => each.text))}`,
          )
    },
  },
  'equals-expected': {
    needsExpected: true,
    demand: ({ compare }) =>
      compare === 'numeric'
        ? 'The answer gives the result in digits, as the last number in it.'
        : 'The answer is the result alone, without a word before or after it.',
    run: ({ compare = 'normalised', ...tolerance }, { text, expected = '' }) =>
      isRight(compare, text, expected, tolerance, false)
        ? passed('The answer is the expected one')
        : failed(
            `Expected the answer ${quote(expected)} (compared ${compare}${toleranceText(tolerance)}), found ${quote(text)}`,
          ),
  },
  'contains-expected': {
    needsExpected: true,
    demand: ({ compare }) =>
      compare === 'numeric'
        ? 'The answer gives the result in digits.'
        : 'The answer names the result itself, not only the way to it.',
    run: ({ compare = 'normalised', ...tolerance }, { text, expected = '' }) =>
      isRight(compare, text, expected, tolerance, true)
        ? passed('The answer contains the expected one')
        : failed(
            `Expected the answer to contain ${quote(expected)} (compared ${compare}${toleranceText(tolerance)}), found ${quote(text)}`,
          ),
  },
  'similar-to-expected': {
    needsExpected: true,
    demand: () => null,
    run: ({ measure = 'token-f1', min }, { text, expected = '' }): Finding => {
      const similarity = measure === 'token-f1' ? tokenF1(text, expected) : levenshteinRatio(text, expected)
      const found = `${Math.round(similarity * 1000) / 1000} (${measure})`
      return similarity >= min
        ? passed(`The answer is like the expected one: ${found}`)
        : failed(
            `Expected an answer like ${quote(expected)} by at least ${min}, found ${found}: ${quote(text)}`,
            similarity / min,
          )
    },
  },
}

const toleranceText = ({ tolerance = 0, relative = false }: Tolerance): string => {
  if (tolerance === 0) return ''
  return relative ? `, give or take ${Math.round(tolerance * 1e6) / 1e4} %` : `, give or take ${tolerance}`
}

const shown = (numbers: readonly string[]): string => numbers.slice(0, 5).join(', ') + (numbers.length > 5 ? ', …' : '')

function isRight(
  compare: 'exact' | 'normalised' | 'numeric',
  text: string,
  expected: string,
  { tolerance = 0, relative = false }: Tolerance,
  within: boolean,
): boolean {
  if (compare === 'numeric') {
    const wanted = numbersIn(expected).at(-1)
    const found = within ? numbersIn(text) : numbersIn(text).slice(-1)
    return wanted?.readings.some((reading) => found.some((each) => isNear(each, reading, tolerance, relative))) ?? false
  }
  // Nothing is left of "!" when it is normalised: then the characters themselves are compared.
  const isBare = compare === 'normalised' && normalised(expected) !== ''
  const [answer, wanted] = isBare ? [normalised(text), normalised(expected)] : [text.trim(), expected.trim()]
  if (!within) return answer === wanted
  return isBare ? ` ${answer} `.includes(` ${wanted} `) : answer.includes(wanted)
}

import { RE2JS } from 're2js'
import { type Finding, failed, passed, quote } from '../check.ts'
import type { Kinds } from './kind.ts'

/**
 * Largest program of an expression, in RE2's instructions. Matching takes at most instructions × characters of time: with
 * 20,000 characters this is some tens of milliseconds.
 */
const largestProgram = 500

const bits = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as const

/**
 * An author's expression, by an engine of linear time: one that backtracks could be made to run for years.
 * JavaScript's ways to write the same thing are understood (`\u00e4`, `(?<name>…)`).
 * @throws Error saying what is not understood, or that the expression is too large
 */
export function compile(pattern: string, flags = ''): RE2JS {
  const set = (['i', 'm', 's'] as const).reduce((sum, flag) => (flags.includes(flag) ? sum | bits[flag] : sum), 0)
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), set)
  const size = compiled.programSize()
  if (size > largestProgram)
    throw new Error(`expected an expression of at most ${largestProgram} instructions, found ${size}; repeat less`)
  return compiled
}

/** What keeps an expression from being compiled; null when nothing does. */
export function refusePattern(pattern: string, flags = ''): string | null {
  try {
    compile(pattern, flags)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /u, '') : String(error)
    return `the expression ${quote(pattern)} is not understood (${reason}); RE2 knows no look-around and no back-references`
  }
}

export const patternKinds: Kinds<'regex'> = {
  regex: {
    demand: ({ pattern, flags = '', match = 'somewhere' }) => {
      const what = { somewhere: 'Some part of the answer', whole: 'The whole answer', nowhere: 'No part of the answer' }
      return /[\n\r]/u.test(pattern) ? null : `${what[match]} matches the regular expression /${pattern}/${flags}.`
    },
    refuse: ({ pattern, flags }) => refusePattern(pattern, flags),
    run: ({ pattern, flags, match = 'somewhere' }, { text }): Finding => {
      // A run that was imported was accepted elsewhere.
      const problem = refusePattern(pattern, flags)
      if (problem !== null) return failed(`The check cannot be judged: ${problem}`)
      const expression = compile(pattern, flags)
      const shown = quote(`/${pattern}/${flags ?? ''}`, 80)
      if (match === 'whole')
        return expression.testExact(text.trim())
          ? passed(`The whole answer matches ${shown}`)
          : failed(`Expected the whole answer to match ${shown}, found ${quote(text)}`)
      const found = expression.test(text)
      if (match === 'somewhere')
        return found ? passed(`Found a match of ${shown}`) : failed(`Expected a match of ${shown}, found none`)
      return found ? failed(`Expected no match of ${shown}, found one`) : passed(`Found no match of ${shown}`)
    },
  },
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AuthorCheck } from '../../../../contract/author-checks.ts'
import { evaluateAuthorChecks } from '../author-checks.ts'

interface Reference {
  readonly texts: readonly string[]
  readonly cases: readonly {
    readonly instruction: string
    readonly arguments: object
    readonly checks: readonly AuthorCheck[]
    /** One digit for each text: 1 where the reference says that it follows the instruction. */
    readonly follows: string
  }[]
}

const reference: Reference = JSON.parse(readFileSync(join(import.meta.dirname, 'ifeval.json'), 'utf8'))

/** Where we say something else on purpose: the instruction, the texts by their index, and why. */
const differences: readonly (readonly [instruction: string, texts: readonly number[], why: string])[] = [
  [
    'language:response_language',
    [6, 7, 12, 14, 22, 24, 25, 26, 27, 38],
    'the language of a few words is not guessed: a guess would fail right answers',
  ],
  ['language:response_language', [1, 16, 28], 'short English that the reference takes for another language'],
  ['change_case:english_lowercase', [25, 26, 27], 'the language of a few words is not guessed'],
  ['length_constraints:number_words', [44], 'Japanese is counted by character, not as one word a clause'],
  ['count:unique_word_count', [44], 'Japanese is counted by character'],
  ['words:repeats', [44], 'Japanese is counted by character'],
  ['count:unique_word_count', [20], 'an address in a link is words, not one word'],
  ['words:repeats', [23], 'P.P.S. is the words P, P and S, as everywhere here'],
  ['detectable_content:number_placeholders', [20], 'the text of a link is no placeholder'],
  ['detectable_content:postscript', [23], 'P.S. inside of P.P.S. is no postscript of its own'],
  ['detectable_format:multiple_sections', [11], 'Section and SECTION are the same label'],
  ['sentence:keyword', [11], 'a line that is a heading is a sentence of its own'],
]

const isDifferent = (instruction: string, text: number) =>
  differences.some(([of, texts]) => of === instruction && texts.includes(text))

test.each(reference.cases.map((each) => [each.instruction, JSON.stringify(each.arguments), each] as const))(
  'agrees with the reference on %s %s',
  (instruction, _arguments, { checks, follows }) => {
    const passes = (text: string) => evaluateAuthorChecks(checks, text).every(({ passed }) => passed)
    const disagreeing = reference.texts.flatMap((text, index) =>
      passes(text) === (follows[index] === '1') || isDifferent(instruction, index) ? [] : [{ index, text }],
    )
    expect(disagreeing).toEqual([])
    expect(follows).toHaveLength(reference.texts.length)
    expect(follows).toContain('1')
    expect(follows).toContain('0')
  },
)

test('every difference that is named is one', () => {
  expect(reference.cases.length * reference.texts.length).toBeGreaterThan(2_000)
  for (const [of, texts, why] of differences)
    for (const text of texts) {
      const differs = reference.cases
        .filter(({ instruction }) => instruction === of)
        .some(({ checks, follows }) => {
          const results = evaluateAuthorChecks(checks, reference.texts[text] ?? '')
          return results.every(({ passed }) => passed) !== (follows[text] === '1')
        })
      expect([of, text, why, differs]).toEqual([of, text, why, true])
    }
})

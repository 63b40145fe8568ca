import type { CheckName } from '../../../contract/author-checks.ts'
import { paragraphs, sentences } from '../../text/sentences.ts'
import { foldedWords, words } from '../../text/words.ts'
import { type Finding, failed, passed, quote } from '../check.ts'
import { amount, literal } from './demand.ts'
import type { Kinds } from './kind.ts'
import { inRange, isInRange, rangeText, refuseRange, type StatedRange } from './range.ts'

type Names = Extract<CheckName, `${string}-count` | 'sentence-length' | 'word-repeats'>
export type CountNames = Exclude<
  Names,
  | 'keyword-count'
  | 'bullet-count'
  | 'numbered-item-count'
  | 'heading-count'
  | 'section-count'
  | 'highlight-count'
  | 'placeholder-count'
>

const counted = (what: string, demand: (range: StatedRange) => string, count: (text: string) => number) => ({
  refuse: refuseRange,
  demand,
  run: (range: StatedRange, { text }: { readonly text: string }): Finding => inRange(count(text), range, what),
})

export const countKinds: Kinds<CountNames> = {
  'word-count': counted(
    'words',
    (range) => `The answer has ${amount(range, 'word')}.`,
    (text) => words(text).length,
  ),
  'unique-word-count': counted(
    'different words',
    (range) => `The answer has ${amount(range, 'different word')}.`,
    (text) => new Set(foldedWords(text)).size,
  ),
  'sentence-count': counted(
    'sentences',
    (range) => `The answer has ${amount(range, 'sentence')}.`,
    (text) => sentences(text).length,
  ),
  'sentence-length': {
    refuse: refuseRange,
    demand: (range) => `Words in each sentence: ${rangeText(range)}.`,
    run: (range, { text }) => sentenceLengths(text, range),
  },
  'paragraph-count': counted(
    'paragraphs',
    (range) => `The answer has ${amount(range, 'paragraph')}.`,
    (text) => paragraphs(text).length,
  ),
  'line-count': counted(
    'lines',
    (range) => `Lines that are not blank: ${rangeText(range)}.`,
    (text) => text.split('\n').filter((line) => line.trim() !== '').length,
  ),
  'character-count': counted(
    'characters',
    (range) => `The answer has ${amount(range, 'character')}.`,
    (text) => [...text.trim()].length,
  ),
  'letter-count': {
    refuse: refuseRange,
    demand: ({ letter, ...range }) => `The letter ${literal(letter)} occurs ${amount(range, 'time')}.`,
    run: (check, { text }) => {
      const letter = check.letter.normalize('NFC').toLowerCase()
      return inRange(text.toLowerCase().split(letter).length - 1, check, `times the letter “${check.letter}”`)
    },
  },
  'number-count': {
    refuse: refuseRange,
    demand: (range) => `Numbers in digits: ${rangeText(range)}.`,
    run: (range, { text }) => {
      const numbers = text.match(/[0-9]+(?:[.,][0-9]+)*/gu) ?? []
      return inRange(numbers.length, range, 'numbers', some(numbers))
    },
  },
  'capital-word-count': {
    refuse: refuseRange,
    demand: (range) => `Words in capitals alone: ${rangeText(range)}.`,
    run: (range, { text }) => {
      const capitals = words(text).filter((word) => /^\P{Ll}*\p{Lu}\P{Ll}*\p{Lu}\P{Ll}*$/u.test(word))
      return inRange(capitals.length, range, 'words in capitals', some(capitals))
    },
  },
  'question-count': counted(
    'questions',
    (range) => `Question marks that end a question: ${rangeText(range)}.`,
    questionCount,
  ),
  'word-repeats': {
    demand: ({ max, minLetters = 1 }) =>
      `No word${minLetters > 1 ? ` of ${minLetters} letters or more` : ''} occurs more than ${max === 1 ? 'once' : `${max} times`}.`,
    run: ({ max, minLetters = 1 }, { text }) => wordRepeats(text, max, minLetters),
  },
}

const some = (found: readonly string[]): string => {
  const shown = found.slice(0, 5).map((each) => quote(each, 30))
  return found.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ')
}

/** Question marks at the end of a word: those inside of an address are none. */
function questionCount(text: string): number {
  return [...text.matchAll(/[?!？！؟]+/gu)].filter(({ 0: marks, index }) => {
    if (/[？؟]/u.test(marks)) return true
    const after = text.slice(index + marks.length, index + marks.length + 6)
    return marks.includes('?') && /^["'”’»)\]*_]{0,5}(?:\s|$)/u.test(after)
  }).length
}

function sentenceLengths(text: string, range: StatedRange): Finding {
  const lengths = sentences(text).map((sentence) => ({ sentence, length: words(sentence).length }))
  const wrong = lengths.filter(({ length }) => !isInRange(length, range))
  const [first] = wrong
  const asked = `every sentence to have ${rangeText(range)} words`
  if (lengths.length === 0) return failed(`Expected ${asked}, found no sentence`)
  if (first === undefined) return passed(`Expected ${asked}, and all ${lengths.length} have`)
  return failed(
    `Expected ${asked}, found ${wrong.length} of ${lengths.length} that do not, the first with ${first.length}: ${quote(first.sentence)}`,
    1 - wrong.length / lengths.length,
  )
}

function wordRepeats(text: string, max: number, minLetters: number): Finding {
  const times = new Map<string, number>()
  for (const word of foldedWords(text)) if ([...word].length >= minLetters) times.set(word, (times.get(word) ?? 0) + 1)
  const tooOften = [...times].filter(([, count]) => count > max).toSorted(([, a], [, b]) => b - a)
  const [worst] = tooOften
  if (worst === undefined) return passed(`No word occurs more than ${max} times`)
  const shown = tooOften.slice(0, 5).map(([word, count]) => `${quote(word, 30)} ${count} times`)
  return failed(`Expected no word more than ${max} times, found ${shown.join(', ')}`, max / worst[1])
}

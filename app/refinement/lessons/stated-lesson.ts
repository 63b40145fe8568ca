import { copiedRun } from '../enhancers/by-model/copied-run.ts'
import { lexicons } from '../language/lexicons.ts'
import { defaultMetaPrompts } from '../meta-prompts/defaults.ts'
import { foldedWords } from '../text/words.ts'
import { allAdvice } from './techniques.ts'

/** Longest lesson, in characters. */
export const longestLesson = 200
const fewestWords = 4

/** Where the decision ends and the case that it was taken for begins. */
const becauseOfACase = /\s(?:because|since|so that|after|as (?:in|the|answers?))\s|[;(]|\s[-–—]\s/iu
/** Numbers, quotations, addresses, names of variables and markup belong to a case. */
const particular = /[\p{N}"“”„«»‹›‘`{}<>@/\\|*_#=[\]~^$%€£\n]|(?<!\p{L})'/u

interface RunTexts {
  /** Everything that the author gave: prompt, test inputs, expected answers, wishes, checks, criteria. */
  readonly authors: readonly string[]
  readonly answers: readonly string[]
}

/**
 * What a model said of its rewrite, as a lesson for other tasks; null when it says something about this one. It must not
 * repeat five words in a row of the author or of an answer, nor use a single word of the author (or a form of it) that is
 * not one of those in which prompts are talked about, nor hold numbers, quotations or addresses. So it refuses too much
 * rather than too little. Never throws.
 */
export function statedLesson(reason: string, { authors, answers }: RunTexts): string | null {
  const [decision = ''] = reason.split(becauseOfACase)
  const text = asSentence(decision)
  const words = foldedWords(text)
  if (words.length < fewestWords || text.length > longestLesson || particular.test(text)) return null
  if (copiedRun(text, [...authors, ...answers], []) !== null) return null
  const ofAuthor = new Set(authors.flatMap((part) => parts(foldedWords(part)).map(start)))
  return parts(words).some((word) => ofAuthor.has(start(word)) && !ownWords().has(word)) ? null : text
}

function asSentence(clause: string): string {
  const text = clause
    .replace(/\s+/gu, ' ')
    .replace(/[\s.,:!?…]+$/u, '')
    .trim()
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Words, and the parts of those with hyphens. */
const parts = (words: readonly string[]): string[] => words.flatMap((word) => [word, ...word.split('-')])

/** What the forms of a word have in common, roughly. */
const start = (word: string): string => word.slice(0, 5)

let known: ReadonlySet<string> | undefined

/** The words in which prompts and answers are talked about: those of our meta-prompts and advice, and the commonest ones. */
function ownWords(): ReadonlySet<string> {
  const { enhancer, architect, analyser, reviser } = defaultMetaPrompts
  known ??= new Set([
    ...[enhancer, architect, analyser, reviser, ...allAdvice].flatMap((text) => parts(foldedWords(text))),
    ...lexicons.flatMap(({ stopWords, requestWords }) => [...stopWords, ...requestWords].flatMap(foldedWords)),
  ])
  return known
}

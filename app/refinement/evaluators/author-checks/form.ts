import { detectLanguage } from '../../language/detect-language.ts'
import { words } from '../../text/words.ts'
import { type Finding, failed, passed, quote } from '../check.ts'
import { splitFences, withoutFences } from './fences.ts'
import type { Kinds } from './kind.ts'

/** With fewer words a language that cannot be told is no fault. */
const enoughWords = 20

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

export const formKinds: Kinds<'language' | 'letter-case' | 'no-markdown'> = {
  language: {
    demand: ({ language }) => `The answer is in ${languageNames.of(language)}.`,
    run: ({ language }, { text }) => {
      const prose = withoutFences(text)
      const found = detectLanguage(prose)
      if (found === language) return passed(`The answer is in the language asked for (${language})`)
      if (found !== null) return failed(`Expected the language ${language}, found ${found}`)
      return words(prose).length < enoughWords
        ? passed('The answer is too short to tell its language')
        : failed(`Expected the language ${language}, found one that is not recognised`)
    },
  },
  'letter-case': {
    demand: (check) =>
      check.case === 'title'
        ? 'Every word of the answer begins with a capital.'
        : `Every letter of the answer is in ${check.case} case.`,
    run: (check, { text }) => letterCase(text, check.case),
  },
  'no-markdown': {
    demand: () => 'The answer is plain text; nothing in it is marked up.',
    run: (_check, { text }) => noMarkdown(text),
  },
}

const cases = {
  upper: { what: 'capitals', of: /[\p{Lu}\p{Ll}]/gu, wrong: /(?!ß)\p{Ll}/u }, // ß stays in capitals, as in STRAßE
  lower: { what: 'lower case', of: /[\p{Lu}\p{Ll}]/gu, wrong: /\p{Lu}/u },
} as const

function letterCase(text: string, wanted: 'upper' | 'lower' | 'title'): Finding {
  if (wanted === 'title') {
    const all = words(text).filter((word) => /\p{L}/u.test(word))
    const wrong = all.filter((word) => /^\p{Ll}/u.test(word))
    return share(wrong, all.length, 'every word to begin with a capital', 'words')
  }
  const { what, of, wrong: pattern } = cases[wanted]
  const letters = text.match(of) ?? []
  const wrong = words(text).filter((word) => pattern.test(word))
  const wrongLetters = letters.filter((letter) => pattern.test(letter))
  // The words are for the feedback; letters beside words, as Ⓐ, are told by themselves.
  return share(
    wrong.length > 0 ? wrong : wrongLetters,
    Math.max(words(text).length, 1),
    `every letter in ${what}`,
    'words',
  )
}

function share(wrong: readonly string[], of: number, expected: string, what: string): Finding {
  if (wrong.length === 0) return passed(`Expected ${expected}, and it is so`)
  const shown = wrong.slice(0, 5).map((each) => quote(each, 30))
  return failed(
    `Expected ${expected}, found ${wrong.length} other ${what}: ${shown.join(', ')}`,
    Math.max(0, 1 - wrong.length / of),
  )
}

const markup = [
  ['a heading', /^ {0,3}#{1,6}[ \t]+\S/u],
  ['emphasis', /\*{1,3}[^\s*](?:[^*]*[^\s*])?\*{1,3}|(?<![\p{L}\p{N}_])__?[^\s_](?:[^_]*[^\s_])?__?(?![\p{L}\p{N}_])/u],
  ['a rule', /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/u],
  ['a bullet', /^[ \t]*[-*+][ \t]+\S/u],
  ['a quote', /^ {0,3}>/u],
  ['a link', /\[[^[\]]+\]\([^()]*\)/u],
  ['a table', /^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|/u],
  ['code', /`[^`]+`/u],
] as const

function noMarkdown(text: string): Finding {
  const { fences, outside } = splitFences(text)
  const lines = outside.filter((line) => line.trim() !== '')
  const marked = lines.flatMap((line) => {
    const what = markup.find(([, pattern]) => pattern.test(line))?.[0]
    return what === undefined ? [] : [`${what}: ${quote(line, 40)}`]
  })
  const found = [...(fences.length > 0 ? ['a fenced code block'] : []), ...marked]
  if (found.length === 0) return passed('Found no Markdown')
  const score = fences.length > 0 ? 0 : 1 - marked.length / lines.length
  return failed(`Expected plain text, found Markdown in ${found.length} places; ${found.slice(0, 3).join(', ')}`, score)
}

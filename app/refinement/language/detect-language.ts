import { words } from '../text/words.ts'
import { lexicons } from './lexicons.ts'

/** Scripts that tell the language, or stand for the languages written in them. */
const scripts = [
  ['zh', /\p{sc=Han}/gu],
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['cyrillic', /\p{sc=Cyrillic}/gu],
  ['greek', /\p{sc=Greek}/gu],
  ['arabic', /\p{sc=Arabic}/gu],
  ['hebrew', /\p{sc=Hebrew}/gu],
  ['devanagari', /\p{sc=Devanagari}/gu],
  ['thai', /\p{sc=Thai}/gu],
] as const satisfies [string, RegExp][]

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Languages without a lexicon, known only so that they are not taken for a neighbour. */
const neighbours: readonly (readonly [string, ReadonlySet<string>])[] = [
  [
    'it',
    setOf(
      'il lo gli di del della dei delle che è e un una uno per con non sono nel nella sul sulla si come più anche questo questa scrivi spiega perché tra alla al dal dalla le la ha ho mi ti ci',
    ),
  ],
  [
    'pt',
    setOf(
      'o os as um uma uns umas de do da dos das em no na nos nas que e é para por com não mais como se seu sua ao à são também este esta isso escreva explique você mas foi pelo pela',
    ),
  ],
  [
    'nl',
    setOf(
      'de het een en van ik te dat die in is niet op aan met als voor er maar om hem dan zou wat mijn men dit zo door over ze zich bij ook tot je naar uit daar schrijf leg uitleg deze wordt zijn',
    ),
  ],
]

const knownWords: readonly (readonly [string, ReadonlySet<string>])[] = [
  ...lexicons.map(
    ({ language, stopWords, requestWords }) => [language, new Set([...stopWords, ...requestWords])] as const,
  ),
  ...neighbours,
]

/**
 * The language a text is written in: `en de fr es it pt nl zh ja ko`, or the name of a script; null when there is too little
 * to tell. A heuristic on scripts and the commonest words; it is never asked to tell dialects or near relatives apart.
 */
export function detectLanguage(text: string): string | null {
  const [script, letters] = scripts
    .map(([name, letter]) => [name, text.match(letter)?.length ?? 0] as const)
    .reduce((most, next) => (next[1] > most[1] ? next : most))
  const latin = text.match(/\p{sc=Latin}/gu)?.length ?? 0
  // One ideograph or syllable says about as much as a short Latin word.
  const weight = script === 'zh' || script === 'ja' || script === 'ko' ? 3 : 1
  if (letters * weight > latin) return script === 'zh' && hasKana(text, letters) ? 'ja' : script
  return detectByWords(words(text.toLowerCase().replaceAll('’', "'")))
}

const hasKana = (text: string, ideographs: number): boolean =>
  (text.match(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0) > 0.1 * ideographs

/** A word counts the less the more languages share it. */
const languagesKnowing = new Map<string, number>()
for (const [, known] of knownWords)
  for (const word of known) languagesKnowing.set(word, (languagesKnowing.get(word) ?? 0) + 1)

function detectByWords(found: readonly string[]): string | null {
  // French and Italian elide: in "l'eau" the article stands before the apostrophe.
  const parts = found.flatMap((word) => (word.includes("'") ? [word, word.slice(0, word.indexOf("'"))] : [word]))
  const [first, second] = knownWords
    .map(([language, known]) => {
      const hits = parts.filter((word) => known.has(word))
      return {
        language,
        hits: hits.length,
        weight: hits.reduce((sum, word) => sum + 1 / (languagesKnowing.get(word) ?? 1), 0),
      }
    })
    .sort((a, b) => b.weight - a.weight)
  if (first === undefined || second === undefined || first.hits === 0) return null
  if (first.hits === 1) return second.hits === 0 && found.length <= mostWordsOfAPhrase ? first.language : null
  return first.weight >= clearLead * second.weight ? first.language : null
}

/** Up to this many words, a single known one is enough. */
const mostWordsOfAPhrase = 6
/** How much more than the next language the first must weigh. */
const clearLead = 1.3

import { paragraphs, sentences } from '../../text/sentences.ts'
import { failed, passed, quote } from '../check.ts'
import { amount, literal, literals } from './demand.ts'
import type { Kinds } from './kind.ts'
import { occurrences } from './phrases.ts'
import { inRange, refuseRange } from './range.ts'

type Names =
  | 'contains'
  | 'keywords'
  | 'keyword-count'
  | 'forbidden'
  | 'forbidden-characters'
  | 'sentence-contains'
  | 'postscript'

const list = (phrases: readonly string[]): string => phrases.map((phrase) => `“${phrase}”`).join(', ')
const onlySpace = (phrases: readonly string[]): string | null =>
  phrases.some((phrase) => phrase.trim() === '')
    ? 'expected words or phrases, found one that is white space alone'
    : null

export const wordingKinds: Kinds<Names> = {
  contains: {
    demand: ({ text }) => `The answer contains the text ${literal(text)}.`,
    run: ({ text: wanted, ignoreCase = false }, { text }) => {
      const form = (value: string) => (ignoreCase ? value.normalize('NFC').toLowerCase() : value.normalize('NFC'))
      return form(text).includes(form(wanted))
        ? passed(`The answer contains ${quote(wanted)}`)
        : failed(`Expected the answer to contain ${quote(wanted)}, found it nowhere`)
    },
  },

  keywords: {
    demand: ({ keywords, require = 'all', times = 1 }) =>
      `The answer mentions ${require === 'any' ? 'at least one of ' : ''}${literals(keywords)}${times === 1 ? '' : `, each at least ${times} times`}.`,
    refuse: ({ keywords }) => onlySpace(keywords),
    run: ({ keywords, require = 'all', times = 1, ...looking }, { text }) => {
      const found = keywords.map((keyword) => ({ keyword, count: occurrences(text, keyword, looking) }))
      const often = times === 1 ? '' : ` at least ${times} times each`
      const present = found.filter(({ count }) => count >= times)
      if (require === 'any') {
        const best = Math.max(...found.map(({ count }) => count))
        return present.length > 0
          ? passed(`Found ${list(present.map(({ keyword }) => keyword))}`)
          : failed(`Expected any of ${list(keywords)}${often}, found none`, best / times)
      }
      const missing = found.filter(({ count }) => count < times)
      if (missing.length === 0) return passed(`Found ${list(keywords)}${often}`)
      const shown = missing.map(({ keyword, count }) => `“${keyword}”${times === 1 ? '' : ` ${count} times`}`)
      const score = found.reduce((sum, { count }) => sum + Math.min(1, count / times), 0) / found.length
      return failed(
        times === 1
          ? `Expected ${list(keywords)}, found no ${shown.join(', no ')}`
          : `Expected ${list(keywords)}${often}, found ${shown.join(', ')}`,
        score,
      )
    },
  },

  'keyword-count': {
    demand: ({ keyword, ...range }) => `The answer has ${literal(keyword)} ${amount(range, 'time')}.`,
    refuse: (check) => onlySpace([check.keyword]) ?? refuseRange(check),
    run: ({ keyword, wholeWords = true, caseSensitive = false, ...range }, { text }) =>
      inRange(occurrences(text, keyword, { wholeWords, caseSensitive }), range, `times “${keyword}”`),
  },

  forbidden: {
    demand: ({ phrases }) => `The answer has none of these words: ${literals(phrases)}.`,
    refuse: ({ phrases }) => onlySpace(phrases),
    run: ({ phrases, ...looking }, { text }) => {
      const found = phrases
        .map((phrase) => ({ phrase, count: occurrences(text, phrase, looking) }))
        .filter(({ count }) => count > 0)
      if (found.length === 0) return passed('Found none of the forbidden words and phrases')
      const shown = found.map(({ phrase, count }) => `“${phrase}” ${count === 1 ? 'once' : `${count} times`}`)
      return failed(`Expected none of ${list(phrases)}, found ${shown.join(', ')}`, 1 - found.length / phrases.length)
    },
  },

  'forbidden-characters': {
    demand: ({ characters }) => `The answer has none of these characters: ${literals([...characters])}.`,
    run: ({ characters }, { text }) => {
      const forbidden = new Set(characters.normalize('NFC'))
      const found = [...text].filter((character) => forbidden.has(character))
      if (found.length === 0) return passed(`Found none of the characters ${quote(characters)}`)
      const kinds = [...new Set(found)].slice(0, 10).map((character) => JSON.stringify(character))
      return failed(`Expected none of the characters ${quote(characters)}, found ${found.length}: ${kinds.join(' ')}`)
    },
  },

  'sentence-contains': {
    demand: ({ sentence, keyword }) => `Sentence ${sentence} has the words ${literal(keyword)}.`,
    refuse: ({ keyword }) => onlySpace([keyword]),
    run: ({ sentence: number, keyword, ...looking }, { text }) => {
      const all = sentences(text)
      const sentence = all[number - 1]
      if (sentence === undefined)
        return failed(`Expected “${keyword}” in sentence ${number}, found ${all.length} sentences`)
      return occurrences(sentence, keyword, looking) > 0
        ? passed(`Sentence ${number} has “${keyword}”`)
        : failed(`Expected “${keyword}” in sentence ${number}, found ${quote(sentence)}`)
    },
  },

  postscript: {
    demand: ({ marker = 'P.S.' }) =>
      `The answer ends with a postscript on a line of its own, which begins with ${literal(marker)}.`,
    refuse: ({ marker }) => (marker === undefined ? null : onlySpace([marker])),
    run: ({ marker = 'P.S.' }, { text }) => {
      const lines = text.split('\n').map((line) => line.trim().replace(/^[*_]{1,3}/u, ''))
      const form = marker.normalize('NFC').trim().toLowerCase()
      const at = lines.findLastIndex((line) => line.toLowerCase().startsWith(form))
      if (at < 0) return failed(`Expected a line that begins with “${marker}”, found none`)
      const said = [lines[at]?.slice(form.length) ?? '', ...lines.slice(at + 1)].join(' ')
      if (!/[\p{L}\p{N}]/u.test(said)) return failed(`Expected text after “${marker}”, found none`, 0.5)
      const before = lines.slice(0, at).join('\n')
      return paragraphs(before).length === 0
        ? failed(`Expected an answer before “${marker}”, found nothing`, 0.5)
        : passed(`Found a postscript: ${quote(lines[at] ?? '')}`)
    },
  },
}

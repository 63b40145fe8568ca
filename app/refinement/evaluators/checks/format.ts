import type { OutputFormat } from '../../language/lexicon.ts'
import { countListItems } from '../../text/lists.ts'
import { words } from '../../text/words.ts'
import { type Check, type Finding, failed, passed, quote } from '../check.ts'
import { isCsv, isEmail, isJson, isTable, isYesOrNo } from './formats.ts'

/** The form that the author asked for in so many words. */
export const format: Check = {
  name: 'format',
  subject: 'output',
  weight: 4,
  applies: ({ author }) => author.format !== null,
  run: ({ text }, { author }) =>
    author.format === null ? passed('No form was asked for') : finders[author.format](text.trim()),
}

const finders: Readonly<Record<OutputFormat, (text: string) => Finding>> = {
  json: isJson,
  csv: isCsv,
  table: isTable,
  email: isEmail,
  'yes-no': isYesOrNo,
  bullets: (text) => hasItems(countListItems(text).bullets, 'bullet points'),
  numbered: (text) => hasItems(countListItems(text).numbers, 'numbered items'),
  list: (text) => {
    const { bullets, numbers } = countListItems(text)
    return hasItems(Math.max(bullets, numbers), 'list items')
  },
  code: (text) =>
    /^[ \t]*```[\s\S]*?^[ \t]*```/mu.test(text)
      ? passed('The code stands in a fenced block')
      : failed('Expected code in a fenced block, found none', /[{};=()]\s*$/mu.test(text) ? 0.5 : 0),
  'one-word': (text) => {
    const { length } = words(text)
    return length === 1
      ? passed(`One word: ${quote(text)}`)
      : failed(`Expected one word, found ${length}`, length === 0 ? 0 : 1 / length)
  },
}

const hasItems = (found: number, what: string): Finding =>
  found > 0 ? passed(`Found ${found} ${what}`) : failed(`Expected ${what}, each on its own line, found none`)

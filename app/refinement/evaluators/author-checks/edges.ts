import { paragraphs } from '../../text/sentences.ts'
import { type Finding, failed, passed, quote } from '../check.ts'
import { literal, literals } from './demand.ts'
import type { Kinds } from './kind.ts'

type Names = 'starts-with' | 'ends-with' | 'paragraph-starts-with' | 'exact-match' | 'one-of' | 'repeats' | 'quoted'

const form = (text: string, ignoreCase: boolean): string =>
  ignoreCase ? text.normalize('NFC').toLowerCase() : text.normalize('NFC')

const last = (text: string, length: number): string => text.trimEnd().slice(-length)

/** How an answer begins and ends, and what it is as a whole. */
export const edgeKinds: Kinds<Names> = {
  'starts-with': {
    demand: ({ text }) => `The answer starts with ${literal(text)}.`,
    run: ({ text: wanted, ignoreCase = false }, { text }) =>
      form(text.trimStart(), ignoreCase).startsWith(form(wanted.trimStart(), ignoreCase))
        ? passed(`The answer starts with ${quote(wanted)}`)
        : failed(`Expected the answer to start with ${quote(wanted)}, found ${quote(text, 60)}`),
  },
  'ends-with': {
    demand: ({ text }) => `The answer ends with ${literal(text)}, and nothing follows it.`,
    run: ({ text: wanted, ignoreCase = false }, { text }) =>
      form(text.trimEnd(), ignoreCase).endsWith(form(wanted.trimEnd(), ignoreCase))
        ? passed(`The answer ends with ${quote(wanted)}`)
        : failed(`Expected the answer to end with ${quote(wanted)}, found ${quote(last(text, 60))}`),
  },
  'paragraph-starts-with': {
    demand: ({ paragraph, text }) => `Paragraph ${paragraph} starts with ${literal(text)}.`,
    run: ({ paragraph: number, text: wanted, ignoreCase = false }, { text }) => {
      const all = paragraphs(text)
      const paragraph = all[number - 1]?.trimStart()
      if (paragraph === undefined)
        return failed(`Expected paragraph ${number} to start with ${quote(wanted)}, found ${all.length} paragraphs`)
      const [start, found] = [form(wanted.trim(), ignoreCase), form(paragraph, ignoreCase)]
      const after = found.slice(start.length, start.length + 2)
      const endsWord = !(/[\p{L}\p{N}]$/u.test(start) && /^[\p{L}\p{M}\p{N}]/u.test(after))
      return found.startsWith(start) && endsWord
        ? passed(`Paragraph ${number} starts with ${quote(wanted)}`)
        : failed(`Expected paragraph ${number} to start with ${quote(wanted)}, found ${quote(paragraph)}`)
    },
  },
  'exact-match': {
    demand: ({ text }) => `The whole answer is ${literal(text)} and nothing else.`,
    run: ({ text: wanted, ignoreCase = false }, { text }) =>
      form(text.trim(), ignoreCase) === form(wanted.trim(), ignoreCase)
        ? passed('The answer is the text that was stated')
        : failed(`Expected exactly ${quote(wanted)}, found ${quote(text)}`),
  },
  'one-of': {
    demand: ({ options }) => `The whole answer is one of these and nothing else: ${literals(options)}.`,
    run: ({ options, ignoreCase = true }, { text }) => {
      const bare = (value: string) => form(value.trim().replace(/\.$/u, '').trimEnd(), ignoreCase)
      const found = options.find((option) => bare(option) === bare(text))
      return found === undefined
        ? failed(
            `Expected one of ${options.map((option) => quote(option)).join(', ')} and nothing else, found ${quote(text)}`,
          )
        : passed(`The answer is ${quote(found)}`)
    },
  },
  repeats: {
    demand: ({ text }) => `The answer first repeats ${literal(text)} word for word, and then goes on.`,
    run: ({ text: wanted }, { text }) => {
      const [start, found] = [form(wanted.trim(), true), form(text.trim(), true)]
      if (!found.startsWith(start))
        return failed(`Expected the answer to begin by repeating ${quote(wanted)}, found ${quote(text)}`)
      return /[\p{L}\p{N}]/u.test(found.slice(start.length))
        ? passed('The answer repeats the text first')
        : failed(`Expected an answer after ${quote(wanted)}, found none`, 0.5)
    },
  },
  quoted: {
    demand: () => 'The whole answer stands in double quotation marks.',
    run: (_check, { text }) => isQuoted(text.trim()),
  },
}

/** Opening and closing marks of English, German, French, Swiss, Danish, Swedish, Chinese and Japanese. */
const marks = ['""', '“”', '„“', '„”', '«»', '»«', '””', '»»', '「」', '『』']

function isQuoted(text: string): Finding {
  const [open = '', close = ''] = [[...text][0], [...text].at(-1)]
  const isPair = [...text].length > 2 && marks.includes(open + close)
  if (isPair) return passed('The answer stands in quotation marks')
  const start = marks.some((pair) => pair.startsWith(open) && open !== '')
  return failed(
    `Expected the whole answer in double quotation marks, found it beginning with ${quote(open)} and ending with ${quote(close)}`,
    start ? 0.5 : 0,
  )
}

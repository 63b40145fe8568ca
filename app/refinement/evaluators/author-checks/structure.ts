import { type Finding, failed, passed, quote } from '../check.ts'
import { amount, literal } from './demand.ts'
import { splitFences, withoutFences } from './fences.ts'
import type { Kinds } from './kind.ts'
import { bullets, numberedItems } from './list-items.ts'
import { inRange, rangeText, refuseRange } from './range.ts'

type Names =
  | 'bullet-count'
  | 'numbered-item-count'
  | 'divided-parts'
  | 'highlight-count'
  | 'placeholder-count'
  | 'title'
  | 'code-block'

const stars = /\*{1,3}[^\s*](?:[^\n*]*[^\s*])?\*{1,3}/gu
const underscores = /(?<![\p{L}\p{N}_])_{1,3}[^\s_](?:[^\n_]*[^\s_])?_{1,3}(?![\p{L}\p{N}_])/gu
/** In square brackets, but no link, no image, no check box and no footnote. */
const placeholder = /\[(?!\^|[ xX]?\]|\d{1,3}\])[^[\]\n]+\](?![([:])/gu

const quoted = (found: readonly string[]): string =>
  found
    .slice(0, 5)
    .map((each) => quote(each, 40))
    .join(', ')

export const structureKinds: Kinds<Names> = {
  'bullet-count': {
    refuse: refuseRange,
    demand: ({ marker, ...range }) =>
      `The answer has ${amount(range, 'bullet point')}, one per line${marker === undefined ? '' : `, each beginning with “${marker} ”`}.`,
    run: ({ marker, ...range }, { text }) => {
      const all = bullets(text)
      const found = marker === undefined ? all : all.filter((item) => item.marker === marker)
      const others = all.length - found.length
      const detail = others > 0 ? `${others} more have another marker` : ''
      return inRange(
        found.length,
        range,
        marker === undefined ? 'bullet points' : `bullet points with “${marker}”`,
        detail,
      )
    },
  },
  'numbered-item-count': {
    refuse: refuseRange,
    demand: (range) => `The answer has ${amount(range, 'numbered item')}, one per line.`,
    run: (range, { text }) => inRange(numberedItems(text).length, range, 'numbered items'),
  },
  'divided-parts': {
    refuse: (check) =>
      check.divider.trim() === '' ? 'expected a divider, found white space alone' : refuseRange(check),
    demand: ({ divider, differ = false, ...range }) =>
      `The answer has ${amount(range, 'part')}, divided by ${literal(divider)}${differ ? ', no two of them the same' : ''}.`,
    run: ({ divider, differ = false, ...range }, { text }) => {
      const parts = splitBy(text, divider.normalize('NFC').trim()).filter((part) => part !== '')
      const finding = inRange(parts.length, range, `parts divided by “${divider}”`)
      if (!finding.passed || !differ || new Set(parts).size === parts.length) return finding
      return failed(
        `Expected parts that differ, found one twice among ${parts.length}`,
        new Set(parts).size / parts.length,
      )
    },
  },
  'highlight-count': {
    refuse: refuseRange,
    demand: (range) => `The answer has ${amount(range, 'passage')} set off *by asterisks*.`,
    run: (range, { text }) => {
      const outside = withoutFences(text)
      const found = [...(outside.match(stars) ?? []), ...(outside.match(underscores) ?? [])]
      return inRange(found.length, range, 'highlights', quoted(found))
    },
  },
  'placeholder-count': {
    refuse: refuseRange,
    demand: (range) => `Placeholders in square brackets, such as [name]: ${rangeText(range)}.`,
    run: (range, { text }) => {
      const found = withoutFences(text).match(placeholder) ?? []
      return inRange(found.length, range, 'placeholders in square brackets', quoted(found))
    },
  },
  title: {
    demand: () => 'The answer has a title in double angular brackets, such as <<The title>>.',
    run: (_check, { text }) => {
      const title = /<<[^<>\n]*[^<>\s][^<>\n]*>>/u.exec(text)?.[0]
      return title === undefined
        ? failed('Expected a title in double angular brackets, such as <<The bees>>, found none')
        : passed(`Found the title ${quote(title)}`)
    },
  },
  'code-block': {
    demand: ({ language, only = false }) =>
      `The answer has a fenced code block${language === undefined ? '' : ` marked as ${literal(language)}`}${only ? ' and nothing else' : ''}.`,
    run: ({ language, only = false }, { text }) => codeBlock(text, language, only),
  },
}

/** The parts between dividers, trimmed. A divider of one repeated character is none inside a longer row of it. */
function splitBy(text: string, divider: string): string[] {
  const [first] = divider
  const isRow = first !== undefined && divider.length > 1 && [...divider].every((character) => character === first)
  if (!isRow) return text.split(divider).map((part) => part.trim())
  const parts: string[] = []
  let from = 0
  for (let at = text.indexOf(divider); at >= 0; ) {
    let end = at
    while (text.startsWith(first, end)) end += first.length
    if (end - at === divider.length) {
      parts.push(text.slice(from, at).trim())
      from = end
    }
    at = text.indexOf(divider, end)
  }
  return [...parts, text.slice(from).trim()]
}

function codeBlock(text: string, language: string | undefined, only: boolean): Finding {
  const what = language === undefined ? 'a fenced code block' : `a fenced code block marked as ${language}`
  const { fences, outside } = splitFences(text)
  if (fences.length === 0) return failed(`Expected ${what}, found none`)
  const wanted = fences.filter(({ info }) => language === undefined || languageOf(info) === language.toLowerCase())
  if (wanted.length === 0) {
    const marks = fences.map(({ info }) => (info === '' ? 'without a language' : `marked ${quote(info, 20)}`))
    return failed(`Expected ${what}, found ${marks.join(', ')}`, 0.5)
  }
  const whole = wanted.find(({ isClosed, content }) => isClosed && content.trim() !== '')
  if (whole === undefined)
    return failed(
      `Expected ${what} that is closed and not empty, found one that is ${wanted[0]?.isClosed ? 'empty' : 'open'}`,
      0.5,
    )
  const beside = outside.join('\n').trim()
  if (only && (beside !== '' || fences.length > 1))
    return failed(`Expected ${what} and nothing else, found ${beside === '' ? 'more blocks' : quote(beside)}`, 0.5)
  return passed(`Found ${what}`)
}

const languageOf = (info: string): string => info.split(/[\s,{:]/u)[0]?.toLowerCase() ?? ''

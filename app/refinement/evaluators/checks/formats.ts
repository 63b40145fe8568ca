import { lexicons } from '../../language/lexicons.ts'
import { wholeWords } from '../../text/words.ts'
import { type Finding, failed, passed, quote } from '../check.ts'

const parses = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) !== 'undefined'
  } catch {
    return false
  }
}

const fence = /^```[^\n]*\n([\s\S]*?)\n?[ \t]*```/mu

/** The whole answer is one JSON value; a fence around it is forgiven, since clients strip it as a matter of course. */
export function isJson(text: string): Finding {
  const inner = fence.exec(text)
  const isOnlyFence = inner !== null && inner[0].length === text.length
  if (parses(isOnlyFence ? (inner[1] ?? '') : text)) return passed('The answer parses as JSON')
  if (inner !== null && parses(inner[1] ?? '')) return failed('Expected JSON alone, found JSON inside other text', 0.5)
  const start = text.search(/[[{]/u)
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'))
  if (start >= 0 && end > start && parses(text.slice(start, end + 1)))
    return failed('Expected JSON alone, found JSON inside other text', 0.5)
  return failed(`Expected JSON, found text that does not parse: ${quote(text, 40)}`)
}

/** At least a header and one record, each line with as many separators as the first. */
export function isCsv(text: string): Finding {
  const lines = (fence.exec(text)?.[1] ?? text).trim().split('\n')
  for (const separator of [',', ';', '\t']) {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(separator).length)
    if (lines.length >= 2 && (counts[0] ?? 0) >= 2 && counts.every((count) => count === counts[0]))
      return passed(`Found CSV of ${lines.length} lines and ${counts[0]} columns`)
  }
  return failed('Expected CSV, a header and records with the same number of fields, found other text')
}

const separatorRow = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/u

export function isTable(text: string): Finding {
  if (/<table[\s>]/iu.test(text)) return passed('Found an HTML table')
  const rows = text.split('\n').filter((line) => line.includes('|'))
  if (rows.length >= 3 && rows.some((row) => separatorRow.test(row)))
    return passed(`Found a table of ${rows.length - 2} rows`)
  return rows.length >= 2
    ? failed('Expected a table with a header row, found rows without one', 0.5)
    : failed('Expected a table, found none')
}

const alternatives = (key: 'subject' | 'greeting' | 'yesOrNo') =>
  lexicons.map((lexicon) => lexicon.answers[key]).join('|')
const subjectLine = new RegExp(`^[ \\t*_#]*(?:${alternatives('subject')})[*_ \\t]*:`, 'imu')
const greetingLine = new RegExp(`^[ \\t*_]*(?:${alternatives('greeting')})(?![\\p{L}\\p{N}])[^\\n]{0,60}$`, 'imu')

export function isEmail(text: string): Finding {
  const missing = [subjectLine.test(text) ? '' : 'a subject line', greetingLine.test(text) ? '' : 'a greeting'].filter(
    Boolean,
  )
  return missing.length === 0
    ? passed('Found a subject line and a greeting')
    : failed(`Expected an e-mail, found it without ${missing.join(' and ')}`, 1 - missing.length / 2)
}

const yesOrNo = wholeWords(alternatives('yesOrNo'))

export function isYesOrNo(text: string): Finding {
  const start = text.slice(0, 12)
  return yesOrNo.exec(start)?.index === start.search(/[\p{L}\p{N}]/u)
    ? passed('The answer begins with yes or no')
    : failed(`Expected the answer to begin with yes or no, found ${quote(text, 30)}`)
}

import { fold } from '../../text/words.ts'
import { type Finding, failed, passed, quote } from '../check.ts'
import { parseCsv } from './csv.ts'
import { names } from './demand.ts'
import { splitFences, withoutFences } from './fences.ts'
import type { Kinds } from './kind.ts'

interface Stated {
  readonly columns: readonly string[]
  readonly exact: boolean
  readonly minRows: number
}

const bare = (head: string): string => fold(head).replaceAll(/[*_`]/gu, '').replaceAll(/\s+/gu, ' ').trim()
const list = (heads: readonly string[]): string => heads.map((head) => quote(head, 30)).join(', ')

const atLeast = (count: number, what: string): string =>
  `${count === 1 ? 'stands' : 'stand'} at least ${count} ${what}${count === 1 ? '' : 's'}`

const separator = /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$/u

export const columnKinds: Kinds<'csv-columns' | 'table-columns'> = {
  'csv-columns': {
    demand: ({ columns, exact = true, delimiter = ',', minRows = 1 }) =>
      `The answer is CSV with the columns: ${names(columns)}${exact ? ', in this order and no others' : ''}; ${JSON.stringify(delimiter)} stands between fields, and below the header ${atLeast(minRows, 'record')}.`,
    run: ({ columns, exact = true, delimiter = ',', minRows = 1 }, { text }) => {
      const { fences } = splitFences(text)
      const [header, ...records] = parseCsv((fences[0]?.content ?? text).trim(), delimiter)
      if (header === undefined || (header.length === 1 && columns.length > 1))
        return failed(
          `Expected CSV with the columns ${list(columns)} and ${JSON.stringify(delimiter)} between fields, found other text`,
        )
      const heads = hasColumns(header, records.length, { columns, exact, minRows }, 'records')
      const uneven = records.findIndex((record) => record.length !== header.length)
      if (uneven < 0 || !heads.passed) return heads
      return failed(
        `Expected ${header.length} fields in each record, found ${records[uneven]?.length} in record ${uneven + 1}`,
        0.5,
      )
    },
  },
  'table-columns': {
    demand: ({ columns, exact = false, minRows = 1 }) =>
      `The answer has a Markdown table with the columns: ${names(columns)}${exact ? ', in this order and no others' : ''}; below them ${atLeast(minRows, 'row')}.`,
    run: ({ columns, exact = false, minRows = 1 }, { text }) => {
      const lines = withoutFences(text).split('\n')
      const tables = lines.flatMap((line, index) => {
        if (index === 0 || !line.includes('-') || !separator.test(line)) return []
        const header = cells(lines[index - 1] ?? '')
        if (header === null || header.length !== cells(line)?.length) return []
        const end = lines.findIndex((each, at) => at > index && !each.includes('|'))
        return [{ header, rows: (end < 0 ? lines.length : end) - index - 1 }]
      })
      if (tables.length === 0)
        return failed(`Expected a Markdown table with the columns ${list(columns)}, found no table`)
      const findings = tables.map(({ header, rows }) => hasColumns(header, rows, { columns, exact, minRows }, 'rows'))
      return findings.reduce((best, next) => (next.score > best.score ? next : best))
    },
  },
}

/** Cells of a row of a table; null when it is none. */
function cells(line: string): readonly string[] | null {
  if (!line.includes('|')) return null
  const inner = line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '')
  return inner.split(/(?<!\\)\|/u).map((cell) => cell.replaceAll('\\|', '|').trim())
}

function hasColumns(header: readonly string[], rows: number, stated: Stated, what: string): Finding {
  const { columns, exact, minRows } = stated
  const [wanted, found] = [columns.map(bare), header.map(bare)]
  const missing = columns.filter((_, index) => !found.includes(wanted[index] ?? ''))
  if (missing.length > 0)
    return failed(
      `Expected the columns ${list(columns)}, found ${list(header.slice(0, 20))} without ${list(missing)}`,
      (1 - missing.length / columns.length) * 0.75,
    )
  if (exact && wanted.join('\n') !== found.join('\n'))
    return failed(
      `Expected the columns ${list(columns)} in this order and no others, found ${list(header.slice(0, 20))}`,
      0.75,
    )
  if (rows < minRows)
    return failed(`Expected at least ${minRows} ${what}, found ${rows}`, 0.5 + (0.25 * rows) / minRows)
  return passed(`Found the columns ${list(columns)} and ${rows} ${what}`)
}

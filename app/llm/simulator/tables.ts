import { dealt } from './dealt.ts'
import { joined } from './sentences.ts'
import type { StatedFormat } from './stated-format.ts'

const usualRows = 3

/** A header and rows; the first column holds terms, the others short texts. */
function grid({ names }: StatedFormat, rows: number, terms: readonly string[]): string[][] {
  const columns = names.length > 0 ? [...names] : ['Point', 'Note']
  const body = dealt(terms, rows).map((own, row) =>
    columns.map((_, column) => {
      if (column === 0) return row === 0 ? `Simulated: ${joined(own)}` : joined(own)
      return `Entry ${row + 1}.${column} on ${joined(own.slice(0, 1))}`
    }),
  )
  return [columns, ...body]
}

export function table(format: StatedFormat, rows: number | undefined, terms: readonly string[]): string {
  const [header = [], ...body] = grid(format, rows ?? usualRows, terms)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...body.map(line)].join('\n')
}

export function csv(format: StatedFormat, rows: number | undefined, terms: readonly string[]): string {
  const quoted = (field: string) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
  return grid(format, rows ?? usualRows, terms)
    .map((fields) => fields.map(quoted).join(','))
    .join('\n')
}

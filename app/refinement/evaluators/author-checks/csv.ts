/**
 * The records of a CSV text by RFC 4180: fields in double quotes may hold delimiters, line breaks and doubled quotes.
 * Blank lines are left out. Lenient as spreadsheets are: a quote inside of a field that does not begin with one is text.
 */
export function parseCsv(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at <= text.length) {
    const { field, end } = text[at] === '"' ? quotedField(text, at) : plainField(text, at, delimiter)
    record.push(field)
    at = end + 1
    if (text[end] === delimiter) continue
    if (record.length > 1 || record[0]?.trim()) records.push(record)
    record = []
  }
  return records

  function quotedField(whole: string, start: number) {
    let [field, from] = ['', start + 1]
    for (;;) {
      const close = whole.indexOf('"', from)
      if (close < 0) return { field: field + whole.slice(from), end: whole.length }
      field += whole.slice(from, close)
      if (whole[close + 1] !== '"') {
        const rest = plainField(whole, close + 1, delimiter)
        return { field: field + rest.field, end: rest.end }
      }
      field += '"'
      from = close + 2
    }
  }
}

function plainField(text: string, start: number, delimiter: string): { readonly field: string; readonly end: number } {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++
  return { field: text.slice(start, end).trim(), end }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { linksIn } from '../runbook.ts'

const folder = import.meta.dirname
const docs = join(folder, '../../docs')
const rows = readFileSync(join(docs, 'faults.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| fault |') && !line.startsWith('| --- |'))
const drills = readdirSync(folder)
  .filter((file) => file.endsWith('.system.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))

test('every drill has a row under its name, and every row a drill', () => {
  const named = rows.map((row) => row.split(' | ')[0]?.replace('| ', ''))
  const written = drills.flatMap((source) =>
    [...source.matchAll(/(?:\btest(?:\.concurrent|\.skipIf\([^)]*\))?\(\s*|\bname: )'([^']+)'/g)].map(
      ([, name]) => name,
    ),
  )
  expect(written.length).toBeGreaterThan(10)
  expect(named.toSorted()).toEqual(written.toSorted())
})

test('every row says which page belongs to it, and the page is there', () => {
  for (const row of rows) {
    const links = linksIn(row)
    expect([row, links.some((link) => link.startsWith('../runbooks/'))]).toEqual([row, true])
    expect(links.filter((link) => !existsSync(join(docs, link)))).toEqual([])
    expect(row.split(' | ')).toHaveLength(6)
    expect(row).not.toContain('MEASURED')
  }
})

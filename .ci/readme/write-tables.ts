// `npm run docs`: writes the generated sections into the documents. A test compares; it never writes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documents, withSections } from './documents.ts'

for (const name of Object.keys(documents)) {
  const file = join(import.meta.dirname, '../..', name)
  writeFileSync(file, await withSections(name, readFileSync(file, 'utf8')))
}

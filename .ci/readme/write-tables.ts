// `npm run docs`: writes the generated tables into the README. A test compares; it never writes.
import { readFileSync, writeFileSync } from 'node:fs'
import { withTables } from './tables.ts'

const file = new URL('../../README.md', import.meta.url)
writeFileSync(file, withTables(readFileSync(file, 'utf8')))

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prometheusFiles } from './prometheus-files.ts'

const folder = join(import.meta.dirname, 'prometheus')
const files = prometheusFiles()

test.each(Object.keys(files))('%s is what the registry of alarms makes it (npm run prometheus writes it)', (name) => {
  expect(readFileSync(join(folder, name), 'utf8')).toBe(files[name])
})

test('there is no other configuration beside them', () => {
  const committed = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  expect(committed.toSorted()).toEqual(Object.keys(files).toSorted())
})

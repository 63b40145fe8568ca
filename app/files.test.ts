import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { besides, builtPage, nearest } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'mpla-files-'))
for (const each of ['checkout/dist/web', 'checkout/web', 'checkout/app', 'artifact/server', 'artifact/web', 'bare'])
  mkdirSync(join(folder, each), { recursive: true })
for (const each of ['artifact', 'bare']) writeFileSync(join(folder, each, 'externals.json'), '[]')
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['checkout/app', 'checkout/dist/web'],
  ['artifact', 'artifact/web'],
  ['artifact/server', 'artifact/web'],
])('from %s the built page is %s', (start, page) => {
  expect(builtPage(join(folder, start))).toBe(join(folder, page))
})

test('a bundle without the page has none, whatever lies above it', () => {
  expect(builtPage(join(folder, 'bare'))).toBeUndefined()
})

test('says where it looked for what is not there', () => {
  expect(nearest(join(folder, 'checkout/app'), 'no/such/folder')).toBeUndefined()
  expect(() => besides(join(folder, 'checkout/app'), 'no/such/folder')).toThrow(
    /no\/such\/folder in a folder above .*app/,
  )
})

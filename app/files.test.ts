import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { besides, nearest } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'mpla-files-'))
mkdirSync(join(folder, 'dist/web'), { recursive: true })
mkdirSync(join(folder, 'dist/server'))
mkdirSync(join(folder, 'app'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['app', 'dist', 'dist/server', '.'])('finds the page from %s', (start) => {
  expect(nearest(join(folder, start), 'dist/web')).toBe(join(folder, 'dist/web'))
})

test('says where it looked for what is not there', () => {
  expect(nearest(join(folder, 'app'), 'no/such/folder')).toBeUndefined()
  expect(() => besides(join(folder, 'app'), 'no/such/folder')).toThrow(/no\/such\/folder in a folder above .*app/)
})

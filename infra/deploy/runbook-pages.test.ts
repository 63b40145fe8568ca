import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runbookPages } from './runbook-pages.ts'

test.each(Object.values(runbookPages))('%s is there', (page) => {
  expect(existsSync(join(import.meta.dirname, '../..', page))).toBe(true)
})

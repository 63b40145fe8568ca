import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StoppedTask } from './account.ts'
import { pageOfFailedService, runbookPages } from './runbook-pages.ts'

test.each(Object.values(runbookPages))('%s is there', (page) => {
  expect(existsSync(join(import.meta.dirname, '../..', page))).toBe(true)
})

const task = (name: string, exitCode: number | undefined): StoppedTask => ({
  reason: 'Essential container in task exited',
  containers: [
    { name: 'migrate', exitCode: 0, reason: undefined },
    { name, exitCode, reason: undefined },
  ],
})

test('a migration that ended badly has the page of its own; one that never ran, or ran well, has not', () => {
  const [app, never, migrate] = [task('app', 1), task('migrate', undefined), task('migrate', 1)]
  expect(pageOfFailedService([app, migrate])).toBe(runbookPages.migration)
  expect([[], [app], [never]].map(pageOfFailedService)).toEqual(Array(3).fill(runbookPages.deployment))
})

test('a failed migration of an earlier deployment says nothing of this one', () => {
  const [app, migrate] = [task('app', 1), task('migrate', 1)]
  expect(pageOfFailedService([app, app, app, migrate])).toBe(runbookPages.deployment)
})

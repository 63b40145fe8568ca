import { expect, test } from 'vitest'
import { breakingChanges } from './breaking-changes.ts'
import { asFile, describeApi, readPublished } from './published-api.ts'

const [published, now] = [readPublished(), await describeApi()]

test('a client of the published API works with this server', () => {
  expect(Object.keys(published['paths'] ?? {}).length).toBeGreaterThan(4)
  expect(breakingChanges(published, now)).toEqual([])
})

test('what this server adds is published: npm run docs writes it', () => {
  expect(asFile(now)).toBe(asFile(published))
})

test('every route that a client may use would be missed', () => {
  const paths = Object.keys(published['paths'] ?? {})
  const missed = breakingChanges(published, { ...now, paths: {} })
  for (const path of paths) expect(missed.join('\n')).toContain(`${path} is gone`)
})

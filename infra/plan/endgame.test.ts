import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConfigSchema } from '../../app/config.ts'
import { rightByThemselves } from '../test-support/random-settings.ts'
import { leastProd, sourceOf, tryRead } from '../test-support/settings.ts'
import { endgameProblems } from './check-endgame.ts'
import { endgameDocument, endgameFile } from './endgame.ts'
import { endgameKeys } from './endgame-schema.ts'
import { readSettings } from './read-settings.ts'
import { deriveTimeouts } from './timeouts.ts'

const settings = readSettings(sourceOf('prod', leastProd))
const file = endgameFile(settings, deriveTimeouts())
const document = endgameDocument(settings, deriveTimeouts())

/** Variables of the server that Endgame need not be told, and why. */
const leftOut: Readonly<Record<string, string>> = {
  GEMINI_BASE_URL: 'for proxies and tests',
  MPLA_CASSETTE: 'for tests, and for reproducing a run',
  MPLA_WEBHOOK_ALLOW_PRIVATE: 'its default is right everywhere',
  MODEL_TIMEOUT_MS: 'its default is right everywhere',
  CONCURRENT_RUNS: 'its default is right everywhere',
  MEMORY_PATIENCE_MS: 'its default is right everywhere',
  STREAM_PATIENCE_MS: 'its default is right everywhere',
  RATE_LIMIT_PER_MINUTE: 'its default is right everywhere',
  DATABASE_ADMIN_USER: 'Endgame runs the entry file without arguments, and `migrate` alone reads it',
  DATABASE_ADMIN_PASSWORD: 'the same',
  MPLA_EMF_SERVICE: 'CloudWatch does not read the log there',
  MPLA_EMF_INTERVAL_S: 'the same',
  MPLA_ROTATED_AT: 'its secrets have no dates there',
  MPLA_VERSION: 'part of what is built, not of where it runs',
}

test('what prod has on AWS is what is declared for Endgame', () => {
  expect(document).toMatchObject({
    runtime: 'nodejs22.x',
    buildArtifactPath: 'dist',
    entrypointFile: 'server.js',
    healthCheck: { path: '/api/health/ready', intervalSeconds: 30, timeoutSeconds: 5 },
    resources: { memory: '1024Mi', cpu: '500m' },
    scaling: { minInstances: 1, maxInstances: 3 },
  })
})

test('the keys that the platform reads come first', () => {
  expect(Object.keys(document).slice(0, 3)).toEqual(['org', 'app', 'settings'])
  expect(endgameKeys().flatMap(({ key, note }) => (note.effect === 'file' ? [key] : []))).toEqual([
    'org',
    'app',
    'settings',
  ])
})

test('the variables are those of the server, without values: all but the ones left out', () => {
  const known = Object.keys(ConfigSchema.properties)
  expect(known.filter((name) => !document.environment.includes(name)).toSorted()).toEqual(
    Object.keys(leftOut).toSorted(),
  )
  expect(document.environment.filter((name) => !known.includes(name))).toEqual([])
})

test('every combination of settings that a stack may have makes a right file', () => {
  let seen = 0
  fc.assert(
    fc.property(rightByThemselves, (plain) => {
      const read = tryRead(sourceOf('prod', { ...leastProd, ...plain })).settings
      if (read === undefined) return
      seen++
      expect(endgameProblems(endgameFile(read, deriveTimeouts()))).toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(seen).toBeGreaterThan(30)
})

test('the file has every key of the schema, and its own reader takes it', () => {
  expect(endgameProblems(file)).toEqual([])
  const paths = Object.entries(document).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) && key !== 'settings'
      ? Object.keys(value).map((inner) => `${key}.${inner}`)
      : [key],
  )
  expect(endgameKeys().map(({ key }) => key)).toEqual(paths)
})

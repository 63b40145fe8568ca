// What alarms watch and pages look for, held to what a running server really writes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Measurement, measurementsIn, valuesOf } from '../app/test-support/cloudwatch.ts'
import { type ServerProcess, startServerProcess } from '../app/test-support/server-process.ts'
import { type StubProvider, startStubProvider } from '../app/test-support/stub-provider.ts'
import type { StubRequest } from '../app/test-support/stub-provider-script.ts'
import { sqliteDatabases } from '../app/test-support/test-database.ts'
import { alarms } from '../infra/plan/alarms/alarms.ts'
import { matchesLogPattern, parseLogPattern, valueAt } from '../infra/test-support/log-pattern.ts'
import { settingsOf } from '../infra/test-support/settings.ts'
import { commandBlocks } from './runbook.ts'

const service = 'mpla-prod'
const token = 'a-token-that-nobody-may-see'
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const soon = { timeout: 20_000, interval: 100 }

const databases = sqliteDatabases()
let [server, stub]: [ServerProcess | undefined, StubProvider | undefined] = [undefined, undefined]
const output = () => server?.output() ?? ''
beforeAll(async () => {
  // One provider refuses the key; the other answers, as a judge too, who then writes no verdict.
  const answer = (_prompt: string, _nth: number, { path }: StubRequest) =>
    path.includes('/chat/completions') ? ({ status: 401 } as const) : 'It is a bicycle.'
  stub = await startStubProvider({ answer })
  server = await startServerProcess({
    env: {
      DATABASE_URL: await databases.createEmpty(),
      MPLA_ACCESS_TOKEN: token,
      MPLA_EMF_SERVICE: service,
      MPLA_EMF_INTERVAL_S: '1',
      MPLA_ROTATED_AT: '2025-11-23T05:00:00Z',
      ...{ OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: `${stub.url}/v1`, OPENAI_MODEL: 'stub-model' },
      ...{ GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: stub.url, GEMINI_MODEL: 'stub-model' },
    },
  })
  for (const asked of [
    { models: { target: 'openai:stub-model' } },
    { models: { target: 'gemini:stub-model' }, evaluator: 'llm_judge', limits: { iterations: 1 } },
  ]) {
    const body = JSON.stringify({ prompt: 'Write about our new bicycle.', ...asked })
    const started = await fetch(`${server.url}/api/v1/refinements`, { method: 'POST', headers, body })
    expect(started.status).toBe(201)
  }
  const failures = () =>
    valuesOf(measurementsIn(output()), 'mpla_provider_failures_total', { service, provider: 'openai' })
  await vi.waitUntil(() => failures().some((value) => value > 0), soon)
  await vi.waitUntil(() => output().includes('"judgement":"invalid"'), soon)
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await stub?.close()
  await databases.close()
})

/** What the application's part of an alarm's signal is measured in, by the unit of its threshold. */
const units: Readonly<Record<string, string>> = { s: 'Seconds', runs: 'Count' }

const watched = alarms.flatMap(({ id, signal, threshold }) => {
  const made = signal(settingsOf('prod'))
  const metrics = 'metric' in made ? [made.metric] : 'expression' in made ? Object.values(made.metrics) : []
  return metrics
    .filter(({ scope }) => scope === 'application')
    .map(({ name, dimensions }) => ({
      id,
      name,
      dimensions: { service, ...dimensions },
      unit: 'metric' in made ? units[threshold.unit] : undefined,
    }))
})

const isOf = (wanted: (typeof watched)[number]) => (found: Measurement) =>
  found.name === wanted.name && valuesOf([found], wanted.name, wanted.dimensions).length > 0

test('every metric of the application that an alarm watches is written, under the alarm’s dimensions and in its unit', () => {
  expect(watched.length).toBeGreaterThan(8)
  const found = measurementsIn(output())
  const never = watched.filter((each) => !found.some(isOf(each)))
  expect(never).toEqual([])
  const measured = watched.filter(({ unit }) => unit !== undefined)
  expect(measured.length).toBeGreaterThan(1)
  for (const each of measured) expect([each.id, found.find(isOf(each))?.unit]).toEqual([each.id, each.unit])
})

/** Patterns by which pages and alarms look through the application's log. */
const patterns = [
  ...new Set([
    ...alarms.flatMap(({ signal }) => {
      const made = signal(settingsOf('prod'))
      return 'logPattern' in made ? [made.logPattern] : []
    }),
    ...readdirSync(import.meta.dirname)
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => commandBlocks(readFileSync(join(import.meta.dirname, file), 'utf8')))
      .flatMap(({ commands }) => commands)
      .filter((command) => command.includes('pulumi stack output logGroup'))
      .flatMap((command) => [...command.matchAll(/--filter-pattern '([^']*)'/g)].map(([, pattern = '']) => pattern)),
  ]),
]

const lines = (): readonly unknown[] =>
  output()
    .split('\n')
    .slice(0, -1) // the last one may still be on its way
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

test.each(patterns)('%s asks for members that lines of the server have', (pattern) => {
  const paths = parseLogPattern(pattern).flatMap((terms) => terms.map(({ path }) => path))
  const written = lines()
  expect(paths.filter((path) => !written.some((line) => valueAt(line, path) !== undefined))).toEqual([])
})

test('the patterns find what they are for: requests, metrics, and calls that a provider refused', () => {
  const finds = (pattern: string) => lines().filter((line) => matchesLogPattern(parseLogPattern(pattern), line)).length
  expect(patterns.length).toBeGreaterThan(8)
  for (const pattern of [
    '{ $.message = "request" }',
    '{ $._aws.Timestamp > 0 }',
    '{ $.code = "MODEL_*" }',
    '{ $.level = "warn" }',
  ]) {
    expect(patterns, 'a page has it').toContain(pattern)
    expect([pattern, finds(pattern)]).toEqual([pattern, expect.any(Number)])
    expect([pattern, finds(pattern) > 0]).toEqual([pattern, true])
  }
  expect(finds('{ $.level = "error" || $.level = "fatal" }'), 'a provider’s refusal is no error of ours').toBe(0)
})

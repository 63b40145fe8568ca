import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { type StubProvider, startStubProvider } from '../../app/test-support/stub-provider.ts'
import { prometheusForms } from '../plan/alarms/prometheus/forms.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'mpla-first-commands-'))
const token = 'a-token-of-thirty-two-characters'
const commands = [...new Set(Object.values(prometheusForms).map(({ firstCommand }) => firstCommand))]
const log = [
  { level: 'info', message: 'request' },
  { level: 'warn', message: 'a model call failed' },
  { level: 'error', message: 'unexpected' },
  { level: 'fatal', message: 'stopping because of an error that nobody caught' },
]

let server: ServerProcess
let provider: StubProvider
beforeAll(async () => {
  provider = await startStubProvider({ answer: () => 'An answer.' })
  server = await startServerProcess({
    env: {
      DATABASE_URL: `file:${join(folder, 'mpla.db')}`,
      MPLA_ACCESS_TOKEN: token,
      MPLA_ROTATED_AT: '2026-01-02T03:04:05Z',
      GEMINI_API_KEY: 'a-key',
      GEMINI_BASE_URL: provider.url,
    },
  })
  await refineWithJudge()
  // Plays the part of Docker: the image's own tests run it for real.
  const docker = [
    '#!/bin/sh',
    'case "$*" in',
    `"compose logs --no-log-prefix --since "*" app") cat '${join(folder, 'log')}' ;;`,
    '"compose ps --all app") echo "NAME IMAGE COMMAND SERVICE" ;;',
    '*) echo "unexpected: docker $*" >&2; exit 1 ;;',
    'esac',
  ]
  writeFileSync(join(folder, 'docker'), docker.join('\n'))
  chmodSync(join(folder, 'docker'), 0o755)
  writeFileSync(join(folder, 'log'), `${log.map((line) => JSON.stringify(line)).join('\n')}\n`)
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await provider?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A run whose calls have a known price and whose answers are judged, until its metrics are there. */
async function refineWithJudge(): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const run = { models: { target: 'gemini:gemini-2.5-flash' }, evaluator: 'llm_judge', limits: { iterations: 1 } }
  const body = JSON.stringify({ prompt: 'Write about our new bicycle.', ...run })
  expect((await fetch(`${server.url}/api/v1/refinements`, { method: 'POST', headers, body })).status).toBe(201)
  const metrics = async () => (await fetch(`${server.url}/api/metrics`, { headers })).text()
  const written = ['mpla_judgements_total{', 'mpla_model_cost_usd_total{']
  const isThere = async () => {
    const text = await metrics()
    return written.every((name) => text.includes(`\n${name}`))
  }
  await vi.waitUntil(isThere, { timeout: 20_000, interval: 100 })
}

async function print(command: string): Promise<string> {
  const env = {
    PATH: [folder, process.env['PATH']].join(delimiter),
    MPLA_URL: server.url,
    MPLA_ACCESS_TOKEN: token,
  }
  return (await run('bash', ['--norc', '-o', 'pipefail', '-c', command], { env })).stdout
}

test.each(commands)('the first command of an alert works: %s', async (command) => {
  const printed = await print(command)
  if (command.includes('/api/health')) expect(JSON.parse(printed)).toMatchObject({ status: 'ok' })
  else if (command.includes('/api/metrics')) expect(printed).toMatch(/^[a-z_]+(\{[^}]+\})? [\d.e+-]+$/m)
  else if (command.includes(' ps ')) expect(printed).toContain('SERVICE')
  else {
    const levels = [...command.matchAll(/"level":"(\w+)"/g)].map(([, level]) => level)
    expect(levels.length).toBeGreaterThan(0)
    const lines = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).level)
    expect(lines).toEqual(log.map(({ level }) => level).filter((level) => levels.includes(level)))
  }
})

test('the service of compose.yaml is the one that commands name', () => {
  const { services } = parse(readFileSync(resolve(import.meta.dirname, '../../compose.yaml'), 'utf8'))
  expect(Object.keys(services)).toEqual(['app'])
  expect(commands.filter((command) => command.startsWith('docker ') && !/ app( |$)/.test(command))).toEqual([])
})

import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStubProvider } from '../../app/test-support/stub-provider.ts'
import { freshCheckout, runCommand } from './checkout.ts'
import { commandsOf } from './commands.ts'
import { suiteOf } from './suites.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const commands = commandsOf(readme)
  .filter(({ text }) => suiteOf(text) === 'system')
  .map(({ text }) => text)
const only = (pattern: RegExp) => {
  const [found, ...more] = commands.filter((text) => pattern.test(text))
  if (found === undefined || more.length > 0)
    throw new Error(`expected one command like ${pattern} in the README, found ${found ? more.length + 1 : 0}`)
  return found
}
const address = /http:\/\/127\.0\.0\.1:\d+/
let checkout = ''

beforeAll(() => {
  checkout = freshCheckout()
})
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

/** Runs a line of shell to its end. @throws when it fails */
const shell = (command: string) =>
  execFileSync('bash', ['-eo', 'pipefail', '-c', command], { cwd: checkout, encoding: 'utf8' })

test('npm start is the only command a fresh clone needs, and the curl lines work on what it started', async () => {
  // A host may have set NODE_ENV, with which npm would leave out what builds.
  const started = runCommand(only(/^npm start$/), checkout, { PORT: '0', NODE_ENV: 'production' })
  try {
    const [url] = await started.until(address, 300)
    expect(started.output()).toContain('Installing packages')
    const [post, events, get] = commands
      .filter((text) => text.startsWith('curl '))
      .map((text) => text.replaceAll(/http:\/\/127\.0\.0\.1:8080/g, url))
    const { id } = JSON.parse(shell(post ?? ''))
    expect(shell((events ?? '').replace('ID', id))).toMatch(/run\.completed/)
    expect(JSON.parse(shell((get ?? '').replace('ID', id)))).toMatchObject({ id, status: 'completed', simulated: true })
    expect(await (await fetch(url)).text()).toContain('<title>')
    expect((await fetch(`${url}/api/docs/`)).status).toBe(200)
  } finally {
    await started.stop()
  }
}, 400_000)

test('a second npm start does nothing again, and a key switches the simulator off', async () => {
  const provider = await startStubProvider({ answer: () => 'A fine answer.' })
  const started = runCommand(only(/^OPENAI_API_KEY=.* npm start$/), checkout, {
    PORT: '0',
    OPENAI_BASE_URL: `${provider.url}/v1`,
  })
  try {
    const [url] = await started.until(address, 60)
    expect(started.output()).not.toMatch(/Installing|Generating|Building/)
    const models = (await (await fetch(`${url}/api/v1/models`)).json()) as { default: string }
    expect(models.default).toMatch(/^openai:/)
  } finally {
    await started.stop()
    await provider.close()
  }
}, 120_000)

test('npm run plan prints what would be created', () => {
  const text = shell(only(/^npm run plan/))
  expect(text).toMatch(/aws:ecs|ecs\/service|Service/)
  expect(text).toMatch(/USD/)
}, 60_000)

test('npm run bench names its benches', () => {
  const text = shell(`${only(/^npm run bench/)} -- no-such-bench 2>&1 || true`)
  expect(text).toMatch(/expected any of http, start, database, image, infra/)
}, 120_000)

// What .endgame declares, done: built by its command in a fresh checkout, and run by its runtime.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshCheckout, lendPackages, runCommand } from '../.ci/readme/checkout.ts'
import type { EndgameDocument } from './plan/endgame-schema.ts'

const declared: EndgameDocument = JSON.parse(readFileSync(join(import.meta.dirname, '../.endgame'), 'utf8'))
const major = /^nodejs(\d+)\.x$/.exec(declared.runtime)?.[1]
const accessToken = 'not-a-real-access-token-77aa'

const folder = mkdtempSync(join(tmpdir(), 'mpla-endgame-'))
const artifact = join(folder, 'artifact')
const node = join(folder, 'node_modules/.bin/node')
let checkout = ''
beforeAll(() => {
  checkout = freshCheckout()
  lendPackages(checkout)
  chmodSync(folder, 0o755)
  // The runtime, from the registry that the build installs from.
  writeFileSync(join(folder, 'package.json'), '{"private":true,"allowScripts":{"node":true}}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${major}`], { cwd: folder })
}, 120_000)
afterAll(() => {
  for (const each of [folder, checkout]) rmSync(each, { recursive: true, force: true })
})

test('the build command makes, of a fresh checkout, an artifact that runs by itself on the declared runtime', async () => {
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(`v${major}.`)
  // As the platform delivers variables: in a .env beside package.json.
  const variables = {
    HOST: '0.0.0.0',
    PORT: '0',
    MPLA_ACCESS_TOKEN: accessToken,
    DATABASE_URL: `file:${folder}/data/x.db`,
  }
  for (const name of Object.keys(variables)) expect(declared.environment).toContain(name)
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(checkout, '.env'), lines.join(''))
  const path = `${dirname(node)}:${process.env['PATH']}`
  const build = runCommand(`PATH=${path}; ${declared.buildCommand}`, checkout, { NODE_ENV: 'production' })
  await build.finished()

  // Elsewhere, where nothing of the checkout is above it, and where it may not write.
  cpSync(join(checkout, declared.buildArtifactPath), artifact, { recursive: true })
  mkdirSync(join(folder, 'data'), { mode: 0o777 })
  chmodSync(join(folder, 'data'), 0o777)
  execFileSync('chmod', ['-R', 'a-w,a+rX', artifact])
  // Root may write everywhere, so root becomes nobody.
  const user = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --clear-groups ' : ''
  const server = runCommand(`exec ${user}${node} ${declared.entrypointFile}`, artifact)
  try {
    const [, port] = await server.until(/listening at http:\/\/[\d.]+:(\d+)/, 60)
    const status = async (asked: string, headers = {}) =>
      (await fetch(`http://127.0.0.1:${port}${asked}`, { headers })).status
    expect(await status(declared.healthCheck.path)).toBe(200)
    expect(await status('/')).toBe(200)
    expect(await status('/api/v1/models')).toBe(401)
    expect(await status('/api/v1/models', { authorization: `Bearer ${accessToken}` })).toBe(200)
  } finally {
    await server.stop()
  }
}, 400_000)

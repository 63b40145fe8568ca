import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { createHostedZone } from '../../infra/emulator/hosted-zone.ts'
import { type Emulator, startEmulator } from '../../infra/emulator/start-emulator.ts'
import { freshCheckout } from './checkout.ts'
import { commandsOf } from './commands.ts'
import { suiteOf } from './suites.ts'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const commands = commandsOf(readme)
  .filter(({ text }) => suiteOf(text) === 'aws')
  .map(({ text }) => text)
// The emulator has no registry to push to; the image that Docker builds is tested in npm run test:image.
const image = `registry.example.com/mpla@sha256:${'0'.repeat(64)}`

let emulator: Emulator
let checkout = ''
let server: ServerProcess | undefined
beforeAll(async () => {
  emulator = await startEmulator('readme')
  await createHostedZone(emulator.url, 'example.com')
  checkout = freshCheckout()
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  mkdirSync(join(checkout, 'state'))
})
afterAll(async () => {
  await server?.end('SIGTERM')
  await emulator?.close()
  rmSync(checkout, { recursive: true, force: true })
})

/** Runs a line of the README at a shell whose Pulumi talks to the emulator. @throws with what it printed */
function shell(command: string): string {
  const path = [emulator.envVars['PATH'], join(root, 'infra/emulator/bin')].join(delimiter)
  return execFileSync('bash', ['-eo', 'pipefail', '-c', `${command} 2>&1`], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: {
      ...process.env,
      ...emulator.envVars,
      PATH: path,
      PULUMI_BACKEND_URL: pathToFileURL(join(checkout, 'state')).href,
      PULUMI_CONFIG_PASSPHRASE: 'readme',
      OPENAI_API_KEY: 'not-a-real-openai-key-1111',
      NEW_OPENAI_API_KEY: 'not-a-real-openai-key-2222',
    },
  })
}
/** A line as it is run here: nobody answers questions, and nothing answers at the emulator's load balancer. */
async function runnable(command: string): Promise<string> {
  if (command === 'pulumi up') return 'pulumi up --yes --non-interactive'
  if (!command.startsWith('npm run up ')) return command
  shell(`pulumi config set mpla:image ${image}`)
  const accessToken = shell('pulumi config get mpla:accessToken').trim()
  server = await startServerProcess({
    env: { MPLA_ACCESS_TOKEN: accessToken, DATABASE_URL: `file:${join(checkout, 'smoke.db')}` },
  })
  return `${command} --yes --url ${server.url}`
}

test('the lines of the README, in their order, deploy, show and rotate', async () => {
  expect(commands.filter((command) => command === 'npm run up -- prod')).toHaveLength(1)
  expect(commands.filter((command) => command === 'pulumi up')).toHaveLength(1)
  const printed = new Map<string, string>()
  for (const command of commands) printed.set(command, shell(await runnable(command)))
  expect(printed.get('npm run up -- prod')).toContain('Simulator (not a language model) refined a prompt')
  expect(printed.get('pulumi stack output url')).toContain('https://mpla.example.com')
  expect(printed.get('pulumi stack output')).toMatch(/cluster\s+mpla-prod/)
  const rotation = printed.get('pulumi up') ?? ''
  expect(rotation).toMatch(/aws:secretsmanager:SecretVersion mpla-prod-openaiApiKey/)
  expect(rotation).toMatch(/aws:ecs:TaskDefinition mpla-prod-app/)
  expect(rotation).not.toMatch(/aws:rds|aws:ec2:Vpc /)
  for (const text of printed.values()) expect(text).not.toMatch(/not-a-real-openai-key/)
}, 900_000)

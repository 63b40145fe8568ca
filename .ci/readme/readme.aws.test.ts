import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
beforeAll(async () => {
  emulator = await startEmulator('readme')
  await createHostedZone(emulator.url, 'example.com')
  checkout = freshCheckout()
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  mkdirSync(join(checkout, 'state'))
})
afterAll(async () => {
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
const withoutQuestions = (command: string) => (command === 'pulumi up' ? 'pulumi up --yes --non-interactive' : command)

test('the pulumi lines of the README, in their order, deploy, show and rotate', () => {
  expect(commands.filter((command) => command === 'pulumi up')).toHaveLength(2)
  const printed = new Map<string, string>()
  for (const command of commands) {
    if (command === 'pulumi up' && !printed.has(command)) shell(`pulumi config set mpla:image ${image}`)
    printed.set(printed.has(command) ? `${command}, again` : command, shell(withoutQuestions(command)))
  }
  expect(printed.get('pulumi stack output url')).toContain('https://mpla.example.com')
  expect(printed.get('pulumi stack output')).toMatch(/cluster\s+mpla-prod/)
  const rotation = printed.get('pulumi up, again') ?? ''
  expect(rotation).toMatch(/aws:secretsmanager:SecretVersion mpla-prod-openaiApiKey/)
  expect(rotation).toMatch(/aws:ecs:TaskDefinition mpla-prod-app/)
  expect(rotation).not.toMatch(/aws:rds|aws:ec2:Vpc /)
  for (const text of printed.values()) expect(text).not.toMatch(/not-a-real-openai-key/)
}, 900_000)

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandsOf } from './commands.ts'
import { type EmulatedShell, openEmulatedShell } from './emulated-shell.ts'
import { suiteOf } from './suites.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const commands = commandsOf(readme)
  .filter(({ text }) => suiteOf(text) === 'aws')
  .map(({ text }) => text)

let shell: EmulatedShell
beforeAll(async () => {
  shell = await openEmulatedShell('readme')
})
afterAll(() => shell?.close())

test('the lines of the README, in their order, deploy, show and rotate', async () => {
  expect(commands.filter((command) => command === 'npm run up -- prod')).toHaveLength(1)
  expect(commands.filter((command) => command === 'pulumi up')).toHaveLength(1)
  const printed = new Map<string, string>()
  for (const command of commands) printed.set(command, await shell.run(command))
  expect(printed.get('npm run up -- prod')).toContain('Simulator (not a language model) refined a prompt')
  expect(printed.get('pulumi stack output url')).toContain('https://mpla.example.com')
  expect(printed.get('pulumi stack output')).toMatch(/cluster\s+mpla-prod/)
  // Everything is known by then, so every rule is decided: nothing is found, and nothing is left open.
  expect(printed.get('pulumi preview --policy-pack infra/policy')).toMatch(/✅ mpla@v/)
  const rotation = printed.get('pulumi up') ?? ''
  expect(rotation).toMatch(/aws:secretsmanager:SecretVersion mpla-prod-openaiApiKey/)
  expect(rotation).toMatch(/aws:ecs:TaskDefinition mpla-prod-app/)
  expect(rotation).not.toMatch(/aws:rds|aws:ec2:Vpc /)
  for (const text of printed.values()) expect(text).not.toMatch(/not-a-real-openai-key/)
}, 900_000)

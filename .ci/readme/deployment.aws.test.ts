// docs/deployment.md from top to bottom, as somebody would type it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatedShell, openEmulatedShell } from './emulated-shell.ts'
import { firstNotPrinted, stepsOf } from './steps.ts'
import { isNotRun } from './suites.ts'

const steps = stepsOf(readFileSync(join(import.meta.dirname, '../../docs/deployment.md'), 'utf8'))
  .map((step) => ({ ...step, commands: step.commands.map(({ text }) => text).filter((text) => !isNotRun(text)) }))
  .filter(({ commands }) => commands.length > 0)

function hasAwsCli(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

let shell: EmulatedShell
let everything = ''
beforeAll(async () => {
  shell = await openEmulatedShell('guide')
})
afterAll(() => shell?.close())

test('the guide has its parts', () => {
  expect(steps.length).toBeGreaterThan(10)
  expect(steps.filter(({ output }) => output.length > 0).length).toBeGreaterThan(7)
})

test.for(steps)('$heading: $commands.0 …', async ({ commands, output }, { skip }) => {
  if (!hasAwsCli() && commands.some((command) => command.startsWith('aws '))) skip('the AWS CLI is not installed')
  let printed = ''
  for (const command of commands) printed += await shell.run(command)
  everything += printed
  expect(firstNotPrinted(output, printed), printed).toBeUndefined()
})

test('what was printed holds no key', () => {
  expect(everything).toContain('mpla-prod')
  expect(everything).not.toMatch(/not-a-real-openai-key/)
})

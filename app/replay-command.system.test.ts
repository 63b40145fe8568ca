import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { defaultMetaPrompts } from './refinement/meta-prompts/defaults.ts'
import { exportedRuns } from './test-support/exported-run.ts'

const exported = exportedRuns()
const judged = {
  prompt: 'Write about our new kettle.',
  evaluator: 'llm_judge' as const,
  limits: { iterations: 1, comparisons: 0 },
}
const command = join(import.meta.dirname, 'replay-command.ts')
const replayed = async (...args: string[]) => (await promisify(execFile)(process.execPath, [command, ...args])).stdout

test('a run that is stored without the meta-prompts it used says that those of this program are taken', async () => {
  const { file } = await exported(judged)
  const output = await replayed(file)
  expect(output).toMatch(/^The file has no meta-prompt for judge: those that this program ships are used\./)
  expect(output).toContain('comes out the same')
})

test('a run with its meta-prompts uses them, and says which a server has to have that replays its cassette', async () => {
  const text = `${defaultMetaPrompts.judge}\nBe strict.\n`
  const forRun = async () => [{ role: 'judge' as const, version: 4, text }]
  const { file, folder } = await exported(judged, { metaPrompts: { forRun } })
  const output = await replayed(file, '--cassette', join(folder, 'calls.jsonl'))
  expect(output).not.toContain('has no meta-prompt')
  expect(output).toContain('The server has to have its meta-prompt active: judge, version 4')
  expect(output).toContain('comes out the same')
})

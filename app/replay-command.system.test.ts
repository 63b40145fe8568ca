import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test, vi } from 'vitest'
import { createModels } from './llm/model-catalog.ts'
import { defaultMetaPrompts } from './refinement/meta-prompts/defaults.ts'
import { type OpenRunsOptions, openRuns } from './runs/open-runs.ts'
import { archiveAsJson } from './runs/write-archive.ts'
import { sqliteDatabases } from './test-support/test-database.ts'

const databases = sqliteDatabases()
const folders: string[] = []
afterAll(async () => {
  await databases.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const command = join(import.meta.dirname, 'replay-command.ts')

/** A simulated run with a judge, exported to a file. */
async function exported(options: Partial<OpenRunsOptions>): Promise<{ folder: string; file: string }> {
  const models = createModels({ timeoutMs: 10_000 })
  const runs = await openRuns({ database: await databases.open(), models, log, concurrency: 1, ...options })
  try {
    const limits = { iterations: 1, comparisons: 0 }
    const { id } = await runs.start({ prompt: 'Write about our new kettle.', evaluator: 'llm_judge', limits })
    for await (const _ of runs.follow(id, 0, AbortSignal.timeout(30_000)));
    const folder = await mkdtemp(join(tmpdir(), 'mpla-replay-command-'))
    folders.push(folder)
    const file = join(folder, 'run.json')
    await writeFile(file, archiveAsJson(await runs.export(id)))
    return { folder, file }
  } finally {
    await runs.stop(0)
  }
}

const replayed = async (...args: string[]) => (await promisify(execFile)(process.execPath, [command, ...args])).stdout

test('a run that is stored without the meta-prompts it used says that those of this program are taken', async () => {
  const { file } = await exported({})
  const output = await replayed(file)
  expect(output).toMatch(/^The file has no meta-prompt for judge: those that this program ships are used\./)
  expect(output).toContain('comes out the same')
})

test('a run with its meta-prompts uses them, and says which a server has to have that replays its cassette', async () => {
  const text = `${defaultMetaPrompts.judge}\nBe strict.\n`
  const forRun = async () => [{ role: 'judge' as const, version: 4, text }]
  const { file, folder } = await exported({ metaPrompts: { forRun } })
  const output = await replayed(file, '--cassette', join(folder, 'calls.jsonl'))
  expect(output).not.toContain('has no meta-prompt')
  expect(output).toContain('The server has to have its meta-prompt active: judge, version 4')
  expect(output).toContain('comes out the same')
})

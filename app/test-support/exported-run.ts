import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, vi } from 'vitest'
import type { StartRefinement } from '../contract/refinements.ts'
import { createModels } from '../llm/model-catalog.ts'
import { type OpenRunsOptions, openRuns } from '../runs/open-runs.ts'
import { archiveAsJson } from '../runs/write-archive.ts'
import { sqliteDatabases } from './test-database.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

/** Simulated runs, each exported to a file in a folder of its own, for the commands that read one. */
export function exportedRuns() {
  const databases = sqliteDatabases()
  const folders: string[] = []
  afterAll(async () => {
    await databases.close()
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })
  return async (request: StartRefinement, options: Partial<OpenRunsOptions> = {}) => {
    const models = createModels({ timeoutMs: 10_000 })
    const runs = await openRuns({ database: await databases.open(), models, log, concurrency: 1, ...options })
    try {
      const { id } = await runs.start(request)
      for await (const _ of runs.follow(id, 0, AbortSignal.timeout(30_000)));
      const folder = await mkdtemp(join(tmpdir(), 'mpla-exported-'))
      folders.push(folder)
      const file = join(folder, 'run.json')
      await writeFile(file, archiveAsJson(await runs.export(id)))
      return { folder, file }
    } finally {
      await runs.stop(0)
    }
  }
}

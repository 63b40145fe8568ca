import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openedRuns } from '../test-support/opened-runs.ts'
import { runInput } from '../test-support/run-events.ts'
import { never, scriptedModels } from '../test-support/scripted-models.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import { archiveAsJson, archiveAsLines } from './write-archive.ts'

const { prompt } = runInput

/** What is done with runs that have ended: found, taken away, brought back. Each test on a new database. */
export function keptRunsSuite(databases: Pick<TestDatabases, 'open'>): void {
  const { database, open, followed, asks } = openedRuns(databases)

  test('runs are found by their words and by how they ended, also those from before that was known', async () => {
    const runs = await open()
    const { id } = await runs.start({ prompt, limits: { iterations: 2, comparisons: 0 } })
    await followed(runs, id)
    const { outcome, iterations, inputTokens, enhancer, endedOn, durationMs } =
      await database().client.run.findUniqueOrThrow({ where: { id } })
    const result = await runs.get(id)
    expect({ outcome, iterations, inputTokens, enhancer }).toEqual({
      outcome: result.best?.version === 0 ? 'unchanged' : 'improved',
      iterations: result.versions.length - 1,
      inputTokens: result.usage.inputTokens,
      enhancer: 'rule_based',
    })
    expect(result.updatedAt).toContain(endedOn)
    expect(durationMs).toBe(Date.parse(result.updatedAt) - Date.parse(result.createdAt))

    const { id: imported } = await runs.import(await runs.export(id))
    const search = async () =>
      (await runs.list({ q: 'new produ', outcome: outcome as never })).items.map((run) => run.id)
    expect(await search()).toEqual([imported, id])
    await database().client.runText.deleteMany({})
    await database().client.run.updateMany({ data: { projection: null, outcome: null } })
    expect(await search()).toEqual([])
    await runs.stop(0)
    const again = await open()
    await expect
      .poll(async () => (await again.list({ q: 'new produ', outcome: outcome as never })).items.length)
      .toBe(2)
  })

  test('a run that is taken away and brought back is the same run under another id, once', async () => {
    const runs = await open()
    const { id } = await runs.start({ prompt, limits: { iterations: 2 } })
    const events = await followed(runs, id)
    const archive = await runs.export(id)
    expect(archive).toEqual({
      format: 'mpla-run',
      version: 1,
      exportedBy: 'mpla development',
      run: { id, status: 'completed' },
      events,
    })

    const imported = await runs.import(JSON.parse(archiveAsJson(archive)))
    expect(imported).toEqual({ id: expect.not.stringMatching(id), status: 'completed', isNew: true })
    expect(await runs.import(archiveAsLines(archive))).toEqual({ ...imported, isNew: false })
    expect(await followed(runs, imported.id)).toEqual(events)
    const { createdAt: _, updatedAt: __, ...original } = await runs.get(id)
    expect(await runs.get(imported.id)).toMatchObject({
      ...original,
      id: imported.id,
      importedFrom: { id, exportedBy: 'mpla development' },
    })
    expect(original).not.toHaveProperty('importedFrom')
    expect((await runs.list({})).items.map((run) => run.id).sort()).toEqual([id, imported.id].sort())
    expect((await runs.export(imported.id)).events).toEqual(events)
  })

  test('the same file imported from all sides at once is stored once', async () => {
    const runs = await open()
    const { id } = await runs.start({ prompt, limits: { iterations: 1 } })
    await followed(runs, id)
    const lines = archiveAsLines(await runs.export(id))
    const imported = await Promise.all(Array.from({ length: 4 }, () => runs.import(lines)))
    expect(new Set(imported.map((one) => one.id)).size).toBe(1)
    expect(imported.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect((await runs.list({})).items).toHaveLength(2)
  })

  test('stores nothing of a file that is wrong anywhere, nor of a run that goes on', async () => {
    const models = scriptedModels(never)
    const runs = await open(models)
    const { id } = await runs.start({ prompt })
    await asks(models)
    const archive = await runs.export(id)
    expect(archive.run.status).toBe('running')
    await expect(runs.import(archive)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect((await runs.list({})).items).toHaveLength(1)
    await expect(runs.export(randomUUID())).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
  })
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { StartRefinement } from '../contract/refinements.ts'
import { readCassette } from '../llm/cassette/cassette-file.ts'
import { replayingModels } from '../llm/cassette/replaying-models.ts'
import type { ModelCatalog } from '../llm/model-catalog.ts'
import { openModels } from '../llm/open-models.ts'
import { replay } from '../refinement/replay.ts'
import { startRunProvider } from '../test-support/run-provider.ts'
import { startStubProvider } from '../test-support/stub-provider.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { cassetteOf } from './cassette-of.ts'
import { openRuns } from './open-runs.ts'

const databases = sqliteDatabases()
const folder = mkdtempSync(join(tmpdir(), 'mpla-replayed-'))
afterAll(async () => {
  await databases.close()
  rmSync(folder, { recursive: true, force: true })
})
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const request: StartRefinement = {
  prompt: 'Write about our new product.',
  models: { target: 'openai:stub-model' },
  limits: { iterations: 2, comparisons: 5 },
}

async function refine(models: ModelCatalog): Promise<RefinementEvent[]> {
  const runs = await openRuns({ database: await databases.open(), models, log, concurrency: 1, version: 'test' })
  try {
    const { id } = await runs.start(request)
    expect((await runs.get(id)).replayed).toBe(models.replayed)
    const events: RefinementEvent[] = []
    for await (const event of runs.follow(id, 0, AbortSignal.timeout(30_000))) events.push(event)
    return events
  } finally {
    await runs.stop(0)
  }
}

/** Without times, and without the label that only a replayed run has. */
const told = (events: readonly RefinementEvent[]) =>
  events.map(({ at: _, ...event }) => {
    const { durationMs, replayed, ...data } = event.data as { durationMs?: number; replayed?: true } // of some events
    return { ...event, data }
  })

test('a recorded run is replayed offline to the same events, from its cassette and from its own events alone', async () => {
  const provider = await startRunProvider()
  const path = join(folder, 'calls.jsonl')
  const openai = { baseUrl: provider.baseUrl('recorded'), defaultModel: 'stub-model' }
  const recorded = await refine(await openModels({ openai, timeoutMs: 5_000 }, { mode: 'record', path }))
  const calls = provider.asked('recorded').length
  await provider.close()
  expect(calls).toBeGreaterThan(10)
  expect(recorded.at(-1)?.type).toBe('run.completed')
  expect(replay(recorded)).toMatchObject({ difference: null })

  const replayed = await refine(await openModels({ openai, timeoutMs: 5_000 }, { mode: 'replay', path }))
  expect(JSON.stringify(told(replayed))).toBe(JSON.stringify(told(recorded)))
  expect(replayed[0]).toMatchObject({ data: { replayed: true } })

  const own = new Map(cassetteOf(recorded).map((call) => [call.key, call]))
  expect(own).toEqual(await readCassette(path))
  expect(told(await refine(replayingModels(own, () => ({ prices: null }))))).toEqual(told(recorded))
}, 60_000)

test('a run that asks something else than what was recorded fails, and says where it differs', async () => {
  const stub = await startStubProvider()
  const path = join(folder, 'other.jsonl')
  const openai = { baseUrl: `${stub.url}/v1`, defaultModel: 'stub-model' }
  const recorder = await openModels({ openai, timeoutMs: 5_000 }, { mode: 'record', path })
  const asked = { prompt: request.prompt, temperature: 0, maxOutputTokens: 4_096, callId: 'x' }
  await recorder.complete('openai:stub-model', asked, new AbortController().signal)
  await stub.close()
  const events = await refine(await openModels({ openai, timeoutMs: 5_000 }, { mode: 'replay', path }))
  expect(events.at(-1)).toMatchObject({
    type: 'run.failed',
    data: {
      code: 'MODEL_CALL_NOT_RECORDED',
      message: expect.stringContaining('call 1, differs in temperature (asked 0.7, recorded 0)'),
    },
  })
})

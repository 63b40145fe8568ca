import { expect, test } from 'vitest'
import { StartRefinement } from '../contract/refinements.ts'
import { openedRuns } from '../test-support/opened-runs.ts'
import { runInput } from '../test-support/run-events.ts'
import { scriptedModels } from '../test-support/scripted-models.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import { defaults } from './run-input.ts'

const { prompt } = runInput

/** What is accepted as a run, what is refused before anything is stored, and what is settled for a request that does not say. Each test on a new database. */
export function runRequestsSuite(databases: Pick<TestDatabases, 'open'>): void {
  const { open, followed } = openedRuns(databases)

  test('judges every answer by what the author states, and stores that with the run', async () => {
    const runs = await open(scriptedModels(() => '- One\n- Two'))
    const checks = [{ check: 'bullet-count', exactly: 3, weight: 2 } as const]
    const { id } = await runs.start({ prompt, checks, limits: { iterations: 1, comparisons: 0 } })
    const events = await followed(runs, id)
    expect(events[0]?.data).toMatchObject({ checks })
    const result = await runs.get(id)
    expect(result.checks).toEqual(checks)
    expect(result.versions.length).toBeGreaterThan(0)
    for (const version of result.versions)
      expect(version.checks[0]).toMatchObject({ check: 'author-bullet-count', subject: 'output', passed: false, score: 0.6667, weight: 2, feedback: 'Expected exactly 3 bullet points, found 2' }) // biome-ignore format: one result
  })

  test('refuses checks that cannot be judged, before anything is stored', async () => {
    const runs = await open()
    const start = runs.start({ prompt, checks: [{ check: 'title' }, { check: 'regex', pattern: '(' }] })
    await expect(start).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/^checks\/1 \(regex\): /),
    })
    expect((await runs.list({})).items).toEqual([])
  })

  test('refuses a model that nobody serves, before anything is stored', async () => {
    const runs = await open()
    await expect(runs.start({ prompt, models: { target: 'gemini:x' } })).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
    })
    expect(await runs.list({})).toEqual({ items: [], nextCursor: null })
  })

  test('tells what the limits buy, and stores and asks nothing for it', async () => {
    const models = scriptedModels()
    const runs = await open(models)
    const told = await runs.preflight({ prompt, limits: { iterations: 3 } })
    expect(told).toMatchObject({ rewrites: { high: 3 }, cost: { low: 0, high: 0 } })
    await expect(runs.preflight({ prompt, models: { target: 'gemini:x' } })).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
    })
    expect([models.asked, await runs.list({})]).toEqual([[], { items: [], nextCursor: null }])
  })

  test('what a request does not say is what the contract documents', async () => {
    expect(StartRefinement.properties).toMatchObject({
      temperature: { default: defaults.temperature },
      limits: {
        properties: { iterations: { default: defaults.iterations }, maxTokens: { default: defaults.maxTokens } },
      },
    })
    const runs = await open()
    const { id } = await runs.start({ prompt })
    expect(await runs.get(id)).toMatchObject({
      temperature: defaults.temperature,
      limits: { iterations: defaults.iterations, maxTokens: defaults.maxTokens },
    })
  })
}

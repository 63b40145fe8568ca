import { expect, test, vi } from 'vitest'
import { openedRuns } from '../test-support/opened-runs.ts'
import { runInput } from '../test-support/run-events.ts'
import { pricedModel, scriptedModels } from '../test-support/scripted-models.ts'
import type { TestDatabases } from '../test-support/test-database.ts'

const { prompt } = runInput

/** Answers wait until the test lets them go, one at a time. */
function heldModels() {
  const held: (() => void)[] = []
  const aborted = vi.fn()
  const models = scriptedModels(async (asked, signal) => {
    signal.addEventListener('abort', aborted)
    const { promise, resolve } = Promise.withResolvers<void>()
    held.push(resolve)
    await promise
    signal.removeEventListener('abort', aborted)
    return `Our product is ${asked.prompt.length} times better.\n\n- It is fast.\n- It is small.`
  })
  const waits = (count: number) => expect.poll(() => models.asked.length, { timeout: 10_000 }).toBe(count)
  return { models, held, aborted, waits }
}

/** How a person steers a run that goes on, on every database. */
export function steeringSuite(databases: Pick<TestDatabases, 'open'>): void {
  const { open, followed } = openedRuns(databases)

  const letGo = (held: (() => void)[]) => {
    const timer = setInterval(() => {
      for (const resolve of held.splice(0)) resolve()
    }, 1)
    return () => clearInterval(timer)
  }

  test('a pause while a model is asked keeps its answer, asks nothing more, and the run goes on when told', async () => {
    const { models, held, aborted, waits } = heldModels()
    const runs = await open(models)
    const { id } = await runs.start({ prompt, limits: { iterations: 2, comparisons: 0 } })
    await waits(1)
    await runs.steer(id, { action: 'pause' })
    held.shift()?.()
    await expect.poll(async () => (await runs.get(id)).versions[0]?.output).not.toBeNull()
    expect(await runs.get(id)).toMatchObject({ status: 'running', steering: { paused: true } })
    expect((await runs.list({})).items[0]).toMatchObject({ id, status: 'running' })
    expect(models.asked).toHaveLength(1)

    const stop = letGo(held)
    await runs.steer(id, { action: 'continue' })
    const types = (await followed(runs, id)).map(({ type }) => type)
    stop()
    expect(types.slice(0, 7)).toEqual([
      ...['run.started', 'version.proposed', 'call.started', 'run.paused', 'output.recorded', 'run.continued'],
      expect.stringMatching(/run.resumed|evaluation.recorded/),
    ])
    expect(types.at(-1)).toBe('run.completed')
    expect(types.filter((type) => type === 'call.started')).toHaveLength(models.asked.length)
    expect(aborted).not.toHaveBeenCalled()
  })

  test('a version that is banned leads no more, and further rewrites start from another', async () => {
    const { models, held, waits } = heldModels()
    const runs = await open(models)
    const { id } = await runs.start({ prompt, limits: { iterations: 3, comparisons: 0 } })
    await waits(1)
    held.shift()?.()
    await waits(2)
    held.shift()?.()
    await waits(3)
    await expect(runs.steer(id, { action: 'ban', version: 0 })).rejects.toMatchObject({ code: 'RUN_NOT_STEERABLE' })
    await expect(runs.steer(id, { action: 'pin', version: 9 })).rejects.toMatchObject({ code: 'RUN_NOT_STEERABLE' })
    await runs.steer(id, { action: 'ban', version: 1 })
    await runs.steer(id, { action: 'feedback', text: 'Mention the price.' })
    const stop = letGo(held)
    const events = await followed(runs, id)
    stop()
    const after = events.slice(events.findIndex(({ type }) => type === 'version.banned'))
    const parents = after.flatMap((event) => (event.type === 'version.proposed' ? [event.data.parent] : []))
    expect(parents).not.toContain(1)
    const result = await runs.get(id)
    expect(result.best?.version).not.toBe(1)
    expect(result.steering).toEqual({ paused: false, feedback: ['Mention the price.'], pinned: null, banned: [1] })
    await expect(runs.steer(id, { action: 'pause' })).rejects.toMatchObject({ code: 'RUN_FINISHED' })
  })

  test('limits are raised while the run goes on, and never lowered', async () => {
    const { models, held, waits } = heldModels()
    const runs = await open(models)
    const { id } = await runs.start({ prompt, limits: { iterations: 1, comparisons: 0 } })
    await waits(1)
    await expect(runs.steer(id, { action: 'raise', limits: { maxTokens: 2_000 } })).rejects.toMatchObject({
      code: 'RUN_NOT_STEERABLE',
      message: 'Cannot raise: expected maxTokens to be at least 50000, found 2000',
    })
    await runs.steer(id, { action: 'raise', limits: { iterations: 3 } })
    const stop = letGo(held)
    await followed(runs, id)
    stop()
    const { versions, limits } = await runs.get(id)
    expect(limits.iterations).toBe(3)
    expect(versions.length).toBeGreaterThan(2)
  })

  test('a limit of money is added only where the prices are known, and the refusal says what to do', async () => {
    const { models, held, waits } = heldModels()
    const runs = await open(models)
    const start = (target: string) =>
      runs.start({ prompt, models: { target }, limits: { iterations: 1, comparisons: 0 } })
    const unpriced = await start('openai:some-model')
    const priced = await start(pricedModel)
    await waits(2)
    const raise = { action: 'raise', limits: { maxCost: 2 } } as const
    await expect(runs.steer(unpriced.id, raise)).rejects.toMatchObject({
      code: 'RUN_NOT_STEERABLE',
      message: expect.stringMatching(/^Cannot raise: .*openai:some-model.*raise maxTokens or maxCalls instead/),
    })
    expect((await runs.get(unpriced.id)).limits.maxCost).toBeUndefined()
    await runs.steer(unpriced.id, { action: 'raise', limits: { iterations: 2 } })
    await runs.steer(priced.id, raise)
    expect((await runs.get(priced.id)).limits.maxCost).toBe(2)
    const stop = letGo(held)
    await Promise.all([followed(runs, unpriced.id), followed(runs, priced.id)])
    stop()
  })
}

import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore } from '../storage/run-store.ts'
import { openedRuns } from '../test-support/opened-runs.ts'
import { runInput, started } from '../test-support/run-events.ts'
import { never, scriptedModels } from '../test-support/scripted-models.ts'
import type { TestDatabases } from '../test-support/test-database.ts'

const { prompt } = runInput

/** What becomes of runs on every database: worked on, cancelled, taken up again, stopped. Each test on a new database. */
export function runsSuite(databases: Pick<TestDatabases, 'open'>): void {
  const { database, open, followed, asks } = openedRuns(databases)

  test('refines a prompt: every event can be followed, the result is read, the list shows it', async () => {
    const [onStarted, onEnded] = [vi.fn(), vi.fn()]
    const runs = await open(scriptedModels(), { onStarted, onEnded })
    const { id } = await runs.start({ prompt, temperature: 0, limits: { iterations: 2 } })
    const events = await followed(runs, id)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events[0]).toMatchObject({
      type: 'run.started',
      data: { ...runInput, temperature: 0, limits: { iterations: 2, maxTokens: 50_000 } },
    })
    expect(events.at(-1)?.type).toBe('run.completed')

    const result = await runs.get(id)
    expect(result).toMatchObject({ id, status: 'completed', prompt, simulated: true, lastSeq: events.length })
    expect(result.versions.length).toBeGreaterThan(1)
    expect(result.best?.prompt).toBe(result.versions[result.best?.version ?? -1]?.prompt)
    const { items } = await runs.list({})
    expect(items).toHaveLength(1)
    expect(result).toMatchObject({ ...items[0] })
    expect(onStarted).toHaveBeenCalledOnce()
    expect(onEnded).toHaveBeenCalledExactlyOnceWith('completed')
  })

  test('knows no run that was not started', async () => {
    const runs = await open()
    for (const asking of [
      () => runs.get(randomUUID()),
      () => runs.cancel(randomUUID()),
      () => followed(runs, randomUUID()),
      () => runs.isOverAfter(randomUUID(), 0),
    ])
      await expect(asking()).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
  })

  test('a follower whose last number is beyond the log, whatever it is, gets what comes next, and nothing once the run is over', async () => {
    const answer = Promise.withResolvers<string>()
    const models = scriptedModels(() => answer.promise)
    const runs = await open(models)
    const { id } = await runs.start({ prompt, limits: { iterations: 1, comparisons: 0 } })
    await asks(models)
    const numbers = [1_000, 2 ** 31, Number.MAX_SAFE_INTEGER]
    const came = numbers.map((): RefinementEvent[] => [])
    const following = numbers.map(async (number, index) => {
      for await (const event of runs.follow(id, number, new AbortController().signal)) came[index]?.push(event)
    })
    for (const number of numbers) expect(await runs.isOverAfter(id, number)).toBe(false)
    // Each has found out where the log ends once it has got an event.
    for (let note = 0; note < 100 && came.some(({ length }) => length === 0); note++)
      await runs.steer(id, { action: 'feedback', text: `Note ${note}` })
    answer.resolve('An answer')
    await Promise.all(following)
    const whole = await followed(runs, id)
    for (const events of came) {
      expect(events.length).toBeGreaterThan(1)
      expect(events).toEqual(whole.slice(-events.length))
    }
    const { lastSeq } = await runs.get(id)
    expect(await runs.isOverAfter(id, lastSeq - 1)).toBe(false)
    for (const number of [lastSeq, ...numbers]) {
      expect(await runs.isOverAfter(id, number)).toBe(true)
      expect(await followed(runs, id, number)).toEqual([])
    }
  })

  test('cancelling leaves the call under way at once and keeps the best version', async () => {
    const left = vi.fn()
    const models = scriptedModels((asked, signal) => {
      if (asked.callId.endsWith('/v0-target')) return 'A first answer'
      signal.addEventListener('abort', left)
      return never(asked, signal)
    })
    const onEnded = vi.fn()
    const runs = await open(models, { onEnded })
    const { id } = await runs.start({ prompt })
    await asks(models, 2)
    await runs.cancel(id)
    await expect.poll(() => left.mock.calls.length).toBe(1)
    const events = await followed(runs, id)
    expect(events.at(-1)).toMatchObject({ type: 'run.cancelled', data: { best: { version: 0 } } })
    expect(await runs.get(id)).toMatchObject({ status: 'cancelled', best: { version: 0, prompt } })
    await expect(runs.cancel(id)).rejects.toMatchObject({ code: 'RUN_FINISHED' })
    expect(onEnded).toHaveBeenCalledExactlyOnceWith('cancelled')
  })

  test('a model writes rewrites, which are tried on the test inputs; all of it is stored and read again', async () => {
    const fence = '```'
    const wanted = 'Sort this review into good or bad, in one word: {{input}}'
    const inputs = Array.from({ length: 6 }, (_, index) => ({ text: `Review ${index} of the soup` }))
    const models = scriptedModels(({ prompt: asked, callId }) => {
      if (/-(architect|reviser)$/.test(callId)) return `- Say how many words\n\n${fence}\n${wanted}\n${fence}`
      if (callId.endsWith('-analyser')) return '{"flaws": []}'
      return asked.includes('in one word') ? 'Good.' : ''
    })
    const runs = await open(models)
    const request = { inputs, enhancer: 'architect', selfCorrection: 1 } as const
    const { id } = await runs.start({
      ...request,
      prompt: 'Sort this review into good or bad: {{input}}',
      models: { target: 'simulator:rules-v1', enhancer: 'openai:writer' },
      limits: { iterations: 1, comparisons: 6 },
    })
    const events = await followed(runs, id)
    expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { outcome: 'improved', best: { version: 1 } } })
    const result = await runs.get(id)
    expect(result).toMatchObject({ inputs, enhancer: 'architect', comparison: { verdict: 'better', pairs: 6 } })
    expect(result.best?.prompt).toBe(wanted)
    expect(result.versions[1]?.answers.length).toBeGreaterThan(1)
    expect(new Set(models.asked.map(({ id: model }) => model))).toEqual(
      new Set(['simulator:rules-v1', 'openai:writer']),
    )
    expect(new Set(models.asked.map(({ callId }) => callId)).size).toBe(models.asked.length)
  })

  test('cancelling a run that still waits ends it without asking a model for it', async () => {
    const models = scriptedModels(never)
    const runs = await open(models, { concurrency: 1 })
    await runs.start({ prompt })
    await asks(models)
    const { id } = await runs.start({ prompt })
    await runs.cancel(id)
    expect((await followed(runs, id)).map(({ type }) => type)).toEqual(['run.started', 'run.cancelled'])
    expect(models.asked).toHaveLength(1)
  })

  test('a run that is cancelled from all sides while it works ends once', async () => {
    const runs = await open()
    const ids = await Promise.all(Array.from({ length: 5 }, () => runs.start({ prompt }).then(({ id }) => id)))
    const cancelling = ids.flatMap((id) => [runs.cancel(id), runs.cancel(id), runs.cancel(id)])
    const results = await Promise.allSettled(cancelling)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'RUN_FINISHED' })
    for (const id of ids) {
      const events = await followed(runs, id)
      expect(events.filter(({ type }) => /^run\.(completed|cancelled|failed)$/.test(type))).toHaveLength(1)
    }
  })

  test('works on no more runs at once than it may, and on all of them', async () => {
    let [now, most] = [0, 0]
    const models = scriptedModels(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now--
      return 'An answer'
    })
    const runs = await open(models, { concurrency: 2 })
    const ids = await Promise.all(Array.from({ length: 6 }, () => runs.start({ prompt }).then(({ id }) => id)))
    const ends = await Promise.all(ids.map(async (id) => (await followed(runs, id)).at(-1)?.type))
    expect(ends).toEqual(ids.map(() => 'run.completed'))
    expect(most).toBe(2)
  })

  test('takes up at start what was left unfinished, and asks no recorded call again', async () => {
    const first = scriptedModels((asked, signal) =>
      asked.callId.endsWith('/v0-target') ? 'A first answer' : never(asked, signal),
    )
    const before = await open(first)
    const { id } = await before.start({ prompt })
    await asks(first, 2)
    await before.stop(0)

    const [second, onResumed] = [scriptedModels(), vi.fn()]
    const after = await open(second, { onResumed })
    const events = await followed(after, id)
    expect(events.at(-1)?.type).toBe('run.completed')
    expect(onResumed).toHaveBeenCalledOnce()
    expect(events.filter(({ type }) => type === 'run.resumed')).toHaveLength(1)
    expect(second.asked[0]?.callId).toBe(first.asked[1]?.callId)
    expect(second.asked.map(({ callId }) => callId)).not.toContain(`${id}/v0-target`)
  })

  test('takes up a run that was stored but never queued', async () => {
    const id = randomUUID()
    const store = createRunStore(database(), inProcessNotifier())
    await store.create({ id, promptExcerpt: prompt, targetModel: 'simulator:rules-v1', simulated: true }, [started()])
    const runs = await open()
    expect((await followed(runs, id)).at(-1)?.type).toBe('run.completed')
  })

  test('stopping refuses new runs at once, and waits for the call under way as long as it may', async () => {
    const answer = Promise.withResolvers<string>()
    const models = scriptedModels(() => answer.promise)
    const runs = await open(models)
    const { id } = await runs.start({ prompt })
    await asks(models)
    const stopped = runs.stop(60_000)
    await expect(runs.start({ prompt })).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
    answer.resolve('An answer')
    await stopped
    const store = createRunStore(database(), inProcessNotifier())
    expect((await store.readEvents(id, 0, 100)).at(-1)).toMatchObject({ type: 'output.recorded' })
    expect(models.asked).toHaveLength(1)
  })

  test('stopping leaves a call that does not end within the grace time', async () => {
    const models = scriptedModels(never)
    const runs = await open(models)
    const { id } = await runs.start({ prompt })
    await asks(models)
    await runs.stop(50)
    const store = createRunStore(database(), inProcessNotifier())
    expect((await store.readEvents(id, 0, 100)).at(-1)).toMatchObject({ type: 'call.started' })
    expect(await store.find(id)).toMatchObject({ status: 'running' })
  })
}

import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import { AppError } from '../errors.ts'
import type { RunState } from '../refinement/run-state.ts'
import type { RunProgress } from '../storage/event-writer.ts'
import type { RunStore } from '../storage/run-store.ts'
import { started } from '../test-support/run-events.ts'
import { never, type ScriptedModels, scriptedModels } from '../test-support/scripted-models.ts'
import { workedRuns } from '../test-support/worked-runs.ts'
import { PutBack } from './queue.ts'

const { store, log, read, newRun, work, typesOf, stateOf } = workedRuns()

/** Which calls of its run a model was asked, in order. */
const callsOf = (models: ScriptedModels) => models.asked.map(({ callId }) => callId.split('/')[1] ?? '')
/** All of a state that does not depend on how often the work was interrupted. */
const outcomeOf = ({ lastSeq: _, ...outcome }: RunState) => outcome

class Crash extends Error {}

/** The store as a process sees it that dies once `count` events are stored in all: what comes after is lost. */
function dyingStore(count: number): RunStore {
  const append = async (
    id: string,
    afterSeq: number,
    events: readonly NewRefinementEvent[],
    progress?: RunProgress,
  ) => {
    const kept = events.slice(0, count - afterSeq)
    const stored = kept.length === 0 ? [] : await store().append(id, afterSeq, kept, progress)
    if (afterSeq + events.length >= count) throw new Crash()
    return stored
  }
  return { ...store(), append }
}

test('works on a run until it has ended, and shows it in the list', async () => {
  const id = await newRun()
  const [models, onEnded] = [scriptedModels(), vi.fn()]
  await work(id, models, { onEnded })
  const state = await stateOf(id)
  expect(state.status).toBe('completed')
  expect(models.asked.length).toBeGreaterThan(2)
  expect(onEnded).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'completed' }))
  expect(await store().find(id)).toMatchObject({
    status: 'completed',
    originalScore: state.versions[0]?.score,
    bestScore: state.best?.score,
  })
  expect(await typesOf(id)).not.toContain('run.resumed')
})

test('a process that dies after any event is followed by one that ends the run alike and repeats no recorded call', async () => {
  const unbroken = await newRun()
  await work(unbroken, scriptedModels())
  const expected = outcomeOf(await stateOf(unbroken))
  const total = (await read(unbroken)).length
  expect(total).toBeGreaterThan(15)

  for (let count = 2; count <= total; count++) {
    const id = await newRun()
    const [before, after] = [scriptedModels(), scriptedModels()]
    await expect(work(id, before, { store: dyingStore(count) })).rejects.toThrow(Crash)
    const recorded = (await read(id)).flatMap((event) => (event.type === 'output.recorded' ? [event.data.callId] : []))
    expect(await read(id)).toHaveLength(count)

    await work(id, after)
    expect(outcomeOf(await stateOf(id)), `after event ${count}`).toEqual(expected)
    const again = callsOf(after)
    expect(again.filter((callId) => recorded.includes(callId))).toEqual([])
    // The call that was under way is asked again, under the id that the provider knows.
    const inFlight = callsOf(before).filter((callId) => !recorded.includes(callId))
    expect(again.slice(0, inFlight.length)).toEqual(inFlight)
    expect(await store().find(id)).toMatchObject({ status: expected.status, bestScore: expected.best?.score })
  }
})

/** The store, and the types of events that each append brought it. */
function countedStore() {
  const appends: string[][] = []
  const append: RunStore['append'] = (id, afterSeq, events, progress) => {
    appends.push(events.map(({ type }) => type))
    return store().append(id, afterSeq, events, progress)
  }
  return { appends, store: { ...store(), append } }
}

test('stores each answer together with what follows from it, up to the start of the next call', async () => {
  const id = await newRun()
  const [counted, models] = [countedStore(), scriptedModels()]
  await work(id, models, { store: counted.store })
  expect(counted.appends).toHaveLength(models.asked.length + 1)
  expect(counted.appends[0]).toEqual(['version.proposed', 'call.started'])
  const following = counted.appends.slice(1)
  expect(following.map(([first]) => first)).toEqual(models.asked.map(() => 'output.recorded'))
  expect(following.at(-1)?.at(-1)).toBe('run.completed')
  for (const types of following.slice(0, -1)) expect(types.at(-1)).toBe('call.started')
})

test('asks for an answer only when the start of its call is stored, and reads nothing of what it stored itself', async () => {
  const id = await newRun()
  const readEvents = vi.fn(store().readEvents)
  const pending: boolean[] = []
  const models = scriptedModels(async ({ callId, prompt }) => {
    const { pendingCall } = await stateOf(id)
    pending.push(callId.endsWith(`/${pendingCall?.callId}`))
    return `An answer of ${prompt.length} words`
  })
  await work(id, models, { store: { ...store(), readEvents } })
  expect(pending.length).toBeGreaterThan(2)
  expect(pending).not.toContain(false)
  expect(readEvents).toHaveBeenCalledTimes(1)
})

test('the first answer of a run that was interrupted is stored by itself: if what follows ends the process again, it is paid for', async () => {
  const id = await newRun()
  await expect(work(id, scriptedModels(), { store: dyingStore(3) })).rejects.toThrow(Crash)
  const counted = countedStore()
  await work(id, scriptedModels(), { store: counted.store })
  expect(counted.appends[0]).toEqual(['run.resumed'])
  expect(counted.appends[1]).toEqual(['output.recorded'])
  expect(counted.appends[2]?.[0]).toBe('evaluation.recorded')
  expect(counted.appends[3]?.slice(0, 2)).toEqual(['output.recorded', 'evaluation.recorded'])
})

test('an answer is stored whatever becomes of deciding about it', async () => {
  const id = await newRun()
  const [counted, onJudged] = [countedStore(), vi.fn()]
  const input = { checks: [{ kind: 'unheard-of' }] } as unknown as Parameters<typeof started>[0] // no such kind: scoring fails
  await store().create({ id: `${id}-x`, promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }, [
    started(input),
  ])
  await expect(work(`${id}-x`, scriptedModels(), { store: counted.store, onJudged })).rejects.toThrow()
  expect(counted.appends.at(-1)).toEqual(['output.recorded'])
})

test('a call’s id is unlike that of any other call, in this run and in others', async () => {
  const models = scriptedModels()
  await work(await newRun(), models)
  await work(await newRun(), models)
  expect(new Set(models.asked.map(({ callId }) => callId)).size).toBe(models.asked.length)
})

test('says that it goes on, and after which event', async () => {
  const id = await newRun()
  await expect(work(id, scriptedModels(), { store: dyingStore(5) })).rejects.toThrow(Crash)
  await work(id, scriptedModels())
  expect((await read(id))[5]).toMatchObject({
    type: 'run.resumed',
    data: { reason: 'The work on this run was interrupted; it goes on after event 5' },
  })
})

test('mends the list when a run has ended without it', async () => {
  const id = await newRun()
  await work(id, scriptedModels())
  await store().setProgress(id, { status: 'running', originalScore: null, bestScore: null })
  const models = scriptedModels()
  await work(id, models)
  expect(models.asked).toEqual([])
  expect(await store().find(id)).toMatchObject({ status: 'completed', bestScore: (await stateOf(id)).best?.score })
})

test('a provider’s failure ends the run with its code and the best version so far', async () => {
  const id = await newRun()
  const models = scriptedModels(({ callId }) => {
    if (callId.endsWith('/v0-target')) return 'A first answer'
    throw new AppError('MODEL_RATE_LIMITED', 'The provider limits our rate', { retryAfterMs: 3_000 })
  })
  const onEnded = vi.fn()
  await work(id, models, { onEnded })
  const [failed, end] = (await read(id)).slice(-2)
  expect(failed).toMatchObject({ type: 'call.failed', data: { code: 'MODEL_RATE_LIMITED', retryAfterMs: 3_000 } })
  expect(end).toMatchObject({ type: 'run.failed', data: { code: 'MODEL_RATE_LIMITED', best: { version: 0 } } })
  expect(onEnded).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'failed' }))
})

test('a failure that nobody foresaw is told in neutral words, and to the log in all detail', async () => {
  const id = await newRun()
  const error = new TypeError('reading property s3cret of undefined')
  await work(
    id,
    scriptedModels(() => Promise.reject(error)),
  )
  const events = await read(id)
  expect(events.at(-1)).toMatchObject({ type: 'run.failed', data: { code: 'INTERNAL' } })
  expect(JSON.stringify(events)).not.toContain('s3cret')
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ err: error }), expect.any(String))
})

test('a run that ends every process that works on it is ended itself', async () => {
  const id = await newRun()
  for (let attempt = 0; attempt < 30; attempt++) {
    const leaving = new AbortController()
    const models = scriptedModels((asked, signal) => {
      leaving.abort()
      return never(asked, signal)
    })
    const result = await work(id, models, { leaving: leaving.signal }).catch((error: unknown) => error)
    if (result === undefined) break
    expect(result).toBeInstanceOf(PutBack)
  }
  expect((await typesOf(id)).filter((type) => type === 'run.resumed')).toHaveLength(10)
  expect((await read(id)).at(-1)).toMatchObject({ type: 'run.failed', data: { code: 'INTERNAL', best: null } })
})

test('drops a run that is in the queue but not in the store', async () => {
  const models = scriptedModels()
  await work(randomUUID(), models)
  expect(models.asked).toEqual([])
})

test('tells of each judgement, and logs which judge could not be used in which run, but nothing that it wrote', async () => {
  const id = randomUUID()
  const judge = 'openai:judge-of-a-test'
  const judged = started({ evaluator: 'llm_judge', models: { target: 'openai:x', judge }, simulated: false })
  await store().create({ id, promptExcerpt: 'x', targetModel: 'openai:x', simulated: false }, [judged])
  const [models, onJudged] = [
    scriptedModels(({ id: model, prompt }) => (model === judge ? 'chatter' : `An answer of ${prompt.length}.`)),
    vi.fn(),
  ]
  await work(id, models, { onJudged })
  expect(onJudged.mock.calls.length).toBeGreaterThan(1)
  expect(new Set(onJudged.mock.calls.flat())).toEqual(new Set(['invalid']))
  const told = log.warn.mock.calls.filter(([details]) => details.judgement !== undefined)
  expect(told).toHaveLength(onJudged.mock.calls.length)
  expect(told[0]?.[0]).toEqual({ runId: id, judgement: 'invalid', judge })
  expect(JSON.stringify(told)).not.toContain('chatter')
})

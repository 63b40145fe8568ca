import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { cancelled, resumed, started } from '../test-support/run-events.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import { ConcurrentAppendError } from './concurrent-append.ts'
import type { Database } from './database.ts'
import { inProcessNotifier } from './event-notifier.ts'
import type { RunProgress } from './event-writer.ts'
import type { NewRun } from './new-run.ts'
import { createRunStore, type RunStore } from './run-store.ts'

/** What every database must do. */
export function runStoreSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  let store: RunStore
  const notifier = inProcessNotifier()
  beforeAll(async () => {
    database = await databases.open()
    store = createRunStore(database, notifier)
  })

  async function newRun(run: Partial<NewRun> = {}): Promise<string> {
    const id = randomUUID()
    const summary = { id, promptExcerpt: 'Write about', targetModel: 'simulator:rules-v1', simulated: true, ...run }
    await store.create(summary, [started()])
    return id
  }
  const progress = (status: RunProgress['status']) => ({ status, originalScore: null, bestScore: null })
  const read = (id: string, afterSeq = 0) => store.readEvents(id, afterSeq, 100)

  test('keeps a run and its events as they were given', async () => {
    const id = await newRun({ promptExcerpt: 'An excerpt “ß” 🙂', simulated: false })
    const summary = await store.find(id)
    expect(summary).toEqual({
      id,
      status: 'queued',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
      updatedAt: summary?.createdAt,
      promptExcerpt: 'An excerpt “ß” 🙂',
      targetModel: 'simulator:rules-v1',
      simulated: false,
      originalScore: null,
      bestScore: null,
    })
    expect(await read(id)).toEqual([{ ...started(), seq: 1, at: summary?.createdAt }])
    expect(await store.find(randomUUID())).toBeNull()
    expect(await read(randomUUID())).toEqual([])
  })

  test('keeps text that a database’s own text type cannot hold', async () => {
    const strange = 'nul \u0000, half a pair \ud83d, quote \' " \\ and “ß 🙂”'
    const id = await newRun({ promptExcerpt: strange })
    await store.append(id, 1, [resumed(strange)])
    expect((await read(id, 1))[0]?.data).toEqual({ reason: strange })
    expect((await store.find(id))?.promptExcerpt).toBe('nul �, half a pair �, quote \' " \\ and “ß 🙂”')
  })

  test('numbers events from 1 without gaps and reads them in bounded pages', async () => {
    const id = await newRun()
    const stored = await store.append(id, 1, [resumed('a'), resumed('b')])
    await store.append(id, 3, [resumed('c')])
    expect(stored.map(({ seq }) => seq)).toEqual([2, 3])
    expect((await read(id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(await store.readEvents(id, 1, 2)).toEqual(stored)
    expect(await read(id, 4)).toEqual([])
  })

  test('refuses a second writer, all of whose events stay out, and says so in words', async () => {
    const id = await newRun()
    await store.append(id, 1, [resumed('first')])
    const late = store.append(id, 1, [resumed('second'), resumed('third')])
    await expect(late).rejects.toThrow(ConcurrentAppendError)
    await expect(late).rejects.toThrow(`Expected event 2 of run ${id} to be the next one`)
    expect(await read(id, 1)).toMatchObject([{ data: { reason: 'first' } }])
  })

  test('of appends that share a batch, only the late one fails', async () => {
    const [one, two, three] = [await newRun(), await newRun(), await newRun()]
    await store.append(two, 1, [resumed('before')])
    const results = await Promise.allSettled([
      store.append(one, 1, [resumed('one')], progress('running')),
      store.append(two, 1, [resumed('late')], progress('failed')),
      store.append(three, 1, [resumed('three')]),
      store.append(three, 1, [resumed('three again')]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
    expect(await read(one, 1)).toHaveLength(1)
    expect(await read(two, 1)).toMatchObject([{ data: { reason: 'before' } }])
    expect(await read(three, 1)).toMatchObject([{ data: { reason: 'three' } }])
    expect([(await store.find(one))?.status, (await store.find(two))?.status]).toEqual(['running', 'queued'])
  })

  test('writes the appends of one moment through one statement', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => newRun()))
    const statements = vi.spyOn(database.client, '$executeRaw')
    await Promise.all(ids.map((id) => store.append(id, 1, [resumed('a'), resumed('b')])))
    expect(statements).toHaveBeenCalledOnce()
    statements.mockRestore()
    for (const id of ids) expect(await read(id, 1)).toHaveLength(2)
  })

  test('cuts a batch that a statement could not hold, and keeps all of it', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => newRun()))
    const many = Array.from({ length: 90 }, (_, index) => resumed(String(index)))
    const statements = vi.spyOn(database.client, '$executeRaw')
    await Promise.all(ids.map((id) => store.append(id, 1, many)))
    expect(statements).toHaveBeenCalledTimes(6) // 2 x 90 of the at most 200 that go into one
    statements.mockRestore()
    for (const id of ids) expect(await read(id)).toHaveLength(91)
  })

  test('announces events only after they can be read', async () => {
    const id = await newRun()
    const seen = Promise.withResolvers<number>()
    const end = notifier.subscribe(id, () => void read(id, 1).then((events) => seen.resolve(events.length)))
    await store.append(id, 1, [resumed('a')])
    expect(await seen.promise).toBe(1)
    end()
  })

  test('changes the list together with an event, or alone', async () => {
    const id = await newRun()
    await store.append(id, 1, [cancelled], { status: 'cancelled', originalScore: 0.25, bestScore: 1 })
    expect(await store.find(id)).toMatchObject({ status: 'cancelled', originalScore: 0.25, bestScore: 1 })
    await store.setProgress(id, { status: 'failed', originalScore: null, bestScore: 0.1 })
    expect(await store.find(id)).toMatchObject({ status: 'failed', originalScore: null, bestScore: 0.1 })
  })

  test('knows the runs that have not ended', async () => {
    const [queued, running, ended] = [await newRun(), await newRun(), await newRun()]
    await store.setProgress(running, progress('running'))
    await store.setProgress(ended, progress('completed'))
    const unfinished = await store.unfinished(1_000)
    expect(unfinished).toEqual(expect.arrayContaining([queued, running]))
    expect(unfinished).not.toContain(ended)
    expect(await store.unfinished(1)).toHaveLength(1)
  })

  test('lists every run once, newest first, in pages of any size, also when runs share a moment', async () => {
    const lone = createRunStore(await databases.open(), notifier)
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-06T07:08:09.123Z') })
    const ids: string[] = []
    for (let index = 0; index < 11; index++) {
      if (index % 3 === 0) vi.advanceTimersByTime(1)
      ids.push(randomUUID())
      const id = ids[index] ?? ''
      await lone.create({ id, promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }, [started()])
    }
    vi.useRealTimers()
    for (const limit of [1, 3, 4, 11, 100]) {
      const pages = []
      let cursor: string | undefined
      do {
        const page = await lone.list(limit, cursor)
        pages.push(page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined && pages.length < 20)
      const listed = pages.flat()
      expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort())
      expect(listed).toEqual([...listed].sort((a, b) => (`${a.createdAt}${a.id}` < `${b.createdAt}${b.id}` ? 1 : -1)))
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true)
    }
  })

  test.each(['x', '', Buffer.from('1 2').toString('base64url'), `${'9'.repeat(200)}`])(
    'refuses a cursor that it did not make: %j',
    async (cursor) => {
      await expect(store.list(5, cursor)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    },
  )
}

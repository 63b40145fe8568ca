import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { started } from '../test-support/run-events.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import type { Database } from './database.ts'
import { inProcessNotifier } from './event-notifier.ts'
import type { RunLessons } from './lesson-statements.ts'
import { createLessonStore, type LessonStore } from './lesson-store.ts'
import { createRunStore, type RunStore } from './run-store.ts'

type Earned = RunLessons['earned'][number]

/** What every database must do. */
export function lessonStoreSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  let runs: RunStore
  let store: LessonStore
  beforeAll(async () => {
    database = await databases.open()
    runs = createRunStore(database, inProcessNotifier())
    store = createLessonStore(database, 60)
  })
  beforeEach(async () => {
    await database.client.lesson.deleteMany()
  })

  const earned = (id: string, given: Partial<Earned> = {}): Earned => ({
    id,
    text: `Text of ${id}`,
    origin: 'real',
    taskKind: 'write',
    language: 'en',
    version: 1,
    uplift: { mean: 0.2, lower: 0.1, upper: 0.3 },
    pairs: 8,
    ...given,
  })
  const ending = {
    outcome: 'improved',
    verdict: 'better',
    iterations: 1,
    usage: { inputTokens: 1, outputTokens: 1 },
    cost: null,
    text: { prompt: 'Write about bees.', best: null, notes: null },
  } as const

  /** A run that ends with its last event and these lessons. @returns its id */
  async function ended(lessons: Partial<RunLessons>): Promise<string> {
    const id = randomUUID()
    await runs.create({ id, promptExcerpt: '', targetModel: 'openai:x', simulated: false }, [started()])
    await endAgain(id, lessons, true)
    return id
  }
  async function endAgain(id: string, lessons: Partial<RunLessons>, isFirst = false): Promise<void> {
    const progress = {
      status: 'completed',
      originalScore: 0.1,
      bestScore: 0.2,
      ending: { ...ending, lessons: { earned: [], trials: [], ...lessons } },
    } as const
    if (isFirst) await runs.append(id, 1, [{ type: 'run.cancelled', data: { best: null } }], progress)
    else await runs.setProgress(id, progress)
  }
  const trial = (id: string, offered: boolean, uplift: number) => ({ trials: [{ id, offered, uplift, pairs: 8 }] })

  test('keeps what a run has taught as it was given, and adds up what several have', async () => {
    const text = 'Größe “ß” 🙂 \' " \\'
    const first = await ended({ earned: [earned('a', { text }), earned('b')] })
    const second = await ended({ earned: [earned('a', { uplift: { mean: 0.4, lower: 0.3, upper: 0.5 }, version: 3 })] })
    const lesson = await store.find('a')
    expect(lesson).toEqual({
      id: 'a',
      text,
      origin: 'real',
      taskKind: 'write',
      language: 'en',
      createdAt: (await runs.find(first))?.updatedAt,
      retiredByAuthor: null,
      earned: { runs: 2, mean: expect.closeTo(0.3, 12), pairs: 16 },
      offered: { runs: 0, sum: 0, squares: 0 },
      withheld: { runs: 0, sum: 0, squares: 0 },
    })
    const { evidence } = await store.runsBehind('a')
    expect(evidence.map(({ run }) => run).sort()).toEqual([first, second].sort())
    expect(evidence.find(({ run }) => run === second)).toEqual({
      run: second,
      version: 3,
      uplift: { mean: 0.4, lower: 0.3, upper: 0.5 },
      pairs: 8,
      lessons: 1,
      at: (await runs.find(second))?.updatedAt,
    })
    expect(evidence.find(({ run }) => run === first)?.lessons).toBe(2)
    expect(await store.find('c')).toBeNull()
  })

  test('adds up what runs with a lesson gained, and those without', async () => {
    await ended({ earned: [earned('a'), earned('b')] })
    for (const uplift of [0.5, -0.25]) await ended(trial('a', true, uplift))
    await ended(trial('a', false, 0.125))
    await ended(trial('b', false, 0))
    expect(await store.find('a')).toMatchObject({
      offered: { runs: 2, sum: 0.25, squares: 0.3125 },
      withheld: { runs: 1, sum: 0.125, squares: 0.015625 },
    })
    expect(await store.find('b')).toMatchObject({ offered: { runs: 0 }, withheld: { runs: 1, sum: 0, squares: 0 } })
    expect((await store.runsBehind('a')).trials.map(({ offered, uplift }) => [offered, uplift])).toHaveLength(3)
  })

  test('a run that is stored as ended again counts once, and what it says first stays', async () => {
    const id = await ended({ earned: [earned('a')] })
    await endAgain(id, { earned: [earned('a', { pairs: 99, text: 'Another' })] })
    const late = await ended(trial('a', true, 0.5))
    await endAgain(late, trial('a', false, 0.9))
    expect(await store.find('a')).toMatchObject({
      text: 'Text of a',
      earned: { runs: 1, pairs: 8 },
      offered: { runs: 1, sum: 0.5 },
      withheld: { runs: 0 },
    })
  })

  test('a trial of a lesson that is not there is passed over, and the run ends', async () => {
    const id = await ended(trial('gone', true, 0.5))
    expect((await runs.find(id))?.status).toBe('completed')
    expect(await store.list()).toEqual([])
  })

  test('a run that was imported says nothing of lessons', async () => {
    await ended({ earned: [earned('a')] })
    const id = await ended({})
    await database.client.run.update({ where: { id }, data: { importedFrom: 'elsewhere' } })
    await endAgain(id, { earned: [earned('a'), earned('b')], ...trial('a', true, 1) })
    expect(await store.list()).toMatchObject([{ id: 'a', earned: { runs: 1 }, offered: { runs: 0 } }])
  })

  test('counts the latest 60 runs alone, and after a restoration those after it', async () => {
    await ended({ earned: [earned('a')] })
    const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000)
    await database.client.lessonTrial.createMany({
      data: Array.from({ length: 70 }, (_, index) => ({
        lessonId: 'a',
        runId: randomUUID(),
        offered: index % 2 === 0,
        uplift: index < 10 ? 1 : 0.5,
        pairs: 8,
        at: day(index),
      })),
    })
    expect(await store.find('a')).toMatchObject({ offered: { runs: 30, sum: 15 }, withheld: { runs: 30, sum: 15 } })
    await database.client.lesson.update({ where: { id: 'a' }, data: { restoredAt: day(66) } })
    expect(await store.find('a')).toMatchObject({ offered: { runs: 1 }, withheld: { runs: 2 } })
  })

  test('finds lessons by what they are about', async () => {
    await ended({
      earned: [
        earned('a'),
        earned('b', { origin: 'simulated' }),
        earned('c', { taskKind: 'email' }),
        earned('d', { language: 'de' }),
      ],
    })
    const ids = async (filter: Parameters<LessonStore['list']>[0]) => (await store.list(filter)).map(({ id }) => id)
    expect(await ids({})).toEqual(['a', 'b', 'c', 'd'])
    expect(await ids({ origin: 'real', taskKind: 'write', language: 'en' })).toEqual(['a'])
    expect(await ids({ origin: 'simulated' })).toEqual(['b'])
    expect(await ids({ taskKind: 'email' })).toEqual(['c'])
    expect(await ids({ language: 'fr' })).toEqual([])
  })

  test('keeps what the author decides', async () => {
    await ended({ earned: [earned('a')] })
    expect(await store.retire('a', 'Not for us')).toBe(true)
    expect((await store.find('a'))?.retiredByAuthor).toEqual({ note: 'Not for us' })
    expect(await store.restore('a')).toBe(true)
    expect((await store.find('a'))?.retiredByAuthor).toBeNull()
    expect([await store.retire('z', ''), await store.restore('z')]).toEqual([false, false])
  })
}

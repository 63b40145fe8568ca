import { describe, expect, test } from 'vitest'
import type { StartRefinement } from '../contract/refinements.ts'
import type { AssistantRole } from '../contract/run-input.ts'
import { replay } from '../refinement/replay.ts'
import { openedRuns } from '../test-support/opened-runs.ts'
import { scriptedModels } from '../test-support/scripted-models.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import { isOffered } from './lesson-id.ts'
import type { Lessons } from './lessons.ts'
import { openLessons } from './open-lessons.ts'

const prompt = 'Explain to our customers how bees fly.'
const good = 'Explain how bees fly.\n\n## Output format\nPlain paragraphs.'
const goodAnswer =
  'Bees fly by beating their wings very fast.\n\nCustomers see this in summer.\n\nThe bees turn their wings.'
const isGood = (asked: string) => asked.startsWith('Explain how bees fly')
const block = (text: string) => `- Say which parts the answer has, because answer 1 had none\n\n\`\`\`\n${text}\n\`\`\``
const stated = 'Say which parts the answer has.'
const advice = 'State the form of the answer exactly.'

type Options = Parameters<ReturnType<typeof openedRuns>['open']>[1]
type Opened = Awaited<ReturnType<ReturnType<typeof openedRuns>['open']>>

/** What learning must do on every database. */
export function learningSuite(databases: Pick<TestDatabases, 'open'>): void {
  const { database, open, followed } = openedRuns(databases)
  const request: StartRefinement = {
    prompt,
    enhancer: 'architect',
    models: { target: 'openai:target', enhancer: 'openai:writer' },
    limits: { iterations: 1, comparisons: 6 },
  }

  /** Runs whose writer answers as the script says, and whose target does well by the good prompt alone. */
  async function learning(write: (asked: string) => string = () => block(good), options: Options = {}) {
    const models = scriptedModels(({ id, prompt: asked }) => {
      if (id === 'openai:writer') return write(asked)
      return isGood(asked) ? goodAnswer : 'I cannot help with that.'
    })
    const lessons = openLessons(database())
    const runs = await open(models, { lessons, ...options })
    const told = () => models.asked.filter(({ id }) => id === 'openai:writer').map((asked) => asked.prompt)
    const run = async (changes: Partial<StartRefinement> = {}) => {
      const { id } = await runs.start({ ...request, ...changes })
      await followed(runs, id)
      return runs.get(id)
    }
    return { runs, lessons, told, run }
  }

  const texts = async (lessons: Lessons) => (await lessons.list({})).items.map(({ text }) => text).sort()
  const taught = async (lessons: Lessons, text: string) => {
    const found = (await lessons.list({})).items.find((lesson) => lesson.text === text)
    if (found === undefined) throw new Error(`Expected the lesson ${text}`)
    return lessons.get(found.id)
  }

  test('a run that ends better teaches what it did; the next is told or goes without, and is measured', async () => {
    const { lessons, run, runs, told } = await learning()
    const first = await run()
    expect(first.comparison?.verdict).toBe('better')
    expect(first.lessons).toBeUndefined()
    expect(told()[0]).toContain('# Lessons of earlier runs\n\n(none)')
    expect(await texts(lessons)).toEqual([stated, advice].sort())
    const lesson = await taught(lessons, advice)
    const { mean = 0, interval } = first.comparison ?? {}
    expect(lesson).toMatchObject({
      origin: 'real',
      taskKind: 'explain',
      language: 'en',
      state: 'active',
      retired: null,
      earned: { runs: 1, mean, pairs: 6 },
      measured: { offered: { runs: 0, mean: null }, withheld: { runs: 0, mean: null }, uplift: null },
      evidence: [{ run: first.id, version: 1, uplift: { mean, ...interval }, pairs: 6, lessons: 2 }],
      trials: [],
    })
    expect(lesson.evidence[0]?.at).toBe(first.updatedAt)

    const second = await run()
    const [asked = ''] = told().slice(1)
    for (const each of (await lessons.list({})).items) {
      const offered = isOffered(second.id, each.id)
      expect(asked.includes(each.text)).toBe(offered)
      expect(second.lessons?.some(({ id }) => id === each.id) ?? false).toBe(offered)
      expect(second.withheldLessons?.includes(each.id) ?? false).toBe(!offered)
      expect((await lessons.get(each.id)).trials).toEqual([
        { run: second.id, offered, uplift: second.comparison?.mean, pairs: 6, at: second.updatedAt },
      ])
    }
    expect((await taught(lessons, advice)).earned).toEqual({ runs: 2, mean, pairs: 12 })

    // What the architect was told follows from the run's own events, whatever lessons there are by now.
    const { difference, calls } = replay((await runs.export(second.id)).events)
    expect(difference).toBeNull()
    expect(calls.find(({ step }) => step.role === 'architect')?.step.prompt).toBe(asked)
  })

  test('a lesson with which runs gain less is retired and offered no more, until it is restored', async () => {
    // Who is told the bad lesson writes what gains nothing.
    const { lessons, run } = await learning((asked) => block(asked.includes(stated) ? 'Be brief about bees.' : good))
    await run()
    const { id } = await taught(lessons, stated)
    await lessons.setState((await taught(lessons, advice)).id, { state: 'retired', note: 'One at a time' })
    let runs = 0
    for (; (await lessons.get(id)).state === 'active' && runs < 60; runs++) await run()
    const bad = await lessons.get(id)
    expect(bad).toMatchObject({ state: 'retired', retired: { by: 'measurement' }, measured: { offered: { mean: 0 } } })
    expect(bad.measured.uplift?.upper).toBeLessThanOrEqual(0)
    expect(bad.measured.offered.runs + bad.measured.withheld.runs).toBe(runs)
    expect(runs).toBeGreaterThanOrEqual(8)

    const after = await run()
    expect([after.lessons, after.withheldLessons, after.comparison?.verdict]).toEqual([undefined, undefined, 'better'])
    expect((await lessons.get(id)).trials).toHaveLength(runs)
    expect(await lessons.setState(id, { state: 'active' })).toMatchObject({
      state: 'active',
      measured: { offered: { runs: 0 }, withheld: { runs: 0 }, uplift: null },
    })
    const again = await run()
    expect([...(again.lessons ?? []).map((lesson) => lesson.id), ...(again.withheldLessons ?? [])]).toEqual([id])
    const { offered, withheld } = (await lessons.get(id)).measured
    expect(offered.runs + withheld.runs).toBe(1)
  }, 60_000)

  test('what the author retires is not offered, and says why', async () => {
    const { lessons, run } = await learning()
    await run()
    for (const { id } of (await lessons.list({})).items)
      expect(await lessons.setState(id, { state: 'retired', note: 'Not for us' })).toMatchObject({
        state: 'retired',
        retired: { by: 'author', reason: 'Not for us' },
      })
    expect(await lessons.list({ state: 'active' })).toEqual({ items: [], total: 0 })
    expect((await lessons.list({ state: 'retired' })).total).toBe(2)
    const next = await run()
    expect([next.lessons, next.withheldLessons]).toEqual([undefined, undefined])
  })

  test('lessons go to runs of their kind, language and origin alone, and to those who write by models', async () => {
    const { lessons, run } = await learning()
    await run()
    const concerned = ({ lessons = [], withheldLessons = [] }: Awaited<ReturnType<typeof run>>) =>
      lessons.length + withheldLessons.length
    expect(concerned(await run())).toBe(2)
    expect(concerned(await run({ enhancer: 'llm_assisted' }))).toBe(2)
    expect(concerned(await run({ enhancer: 'rule_based' }))).toBe(0)
    expect(concerned(await run({ prompt: 'Erkläre unseren Kunden, wie Bienen fliegen und was sie sehen.' }))).toBe(0)
    expect(concerned(await run({ prompt: 'Translate into German what our customers say of bees.' }))).toBe(0)
    const simulated = { target: 'simulator:rules-v1', enhancer: 'openai:writer' }
    expect(concerned(await run({ models: simulated }))).toBe(0)
    const origins = async () => (await lessons.list({})).items.map(({ origin }) => origin)
    expect(new Set(await origins())).toEqual(new Set(['real', 'simulated']))
    expect(concerned(await run({ models: simulated }))).toBe(2)
    expect((await lessons.list({ origin: 'simulated', taskKind: 'explain', language: 'en' })).total).toBe(2)
    for (const { id } of (await lessons.list({})).items) {
      const { evidence, trials, origin } = await lessons.get(id)
      expect(evidence.length).toBeGreaterThan(0)
      for (const { run: behind } of [...evidence, ...trials])
        expect(await isSimulated(behind)).toBe(origin === 'simulated')
    }
  })
  test('a writer whose meta-prompt has no place for lessons is offered none, which would count as offered', async () => {
    const texts: Record<string, string> = { enhancer: 'Improve {{prompt}}: {{evidence}}' }
    const metaPrompts = {
      forRun: async (roles: readonly AssistantRole[]) =>
        roles.map((role) => ({
          role,
          version: 2,
          text: texts[role] ?? 'Write {{original}} {{evidence}} {{ lessons }}',
        })),
    }
    const { run } = await learning(() => block(good), { metaPrompts })
    await run()
    const told = await run({ enhancer: 'llm_assisted' })
    expect([told.lessons, told.withheldLessons]).toEqual([undefined, undefined])
    const { lessons = [], withheldLessons = [] } = await run()
    expect(lessons.length + withheldLessons.length).toBe(2)
  })

  const isSimulated = async (id: string) => (await database().client.run.findUniqueOrThrow({ where: { id } })).simulated

  describe('counts a run once', () => {
    const all = async (lessons: Lessons) => Promise.all((await lessons.list({})).items.map(({ id }) => lessons.get(id)))

    test('however often it is made searchable anew', async () => {
      const { lessons, run, runs } = await learning()
      await run()
      await run()
      const before = await all(lessons)
      expect(before).toHaveLength(2)
      await projected(runs)
      expect(await all(lessons)).toEqual(before)
    })

    test('and learns from those that ended before anything was learned', async () => {
      const { lessons, run, runs } = await learning()
      await run()
      const before = await all(lessons)
      await database().client.lesson.deleteMany()
      expect(await all(lessons)).toEqual([])
      await projected(runs)
      expect(await all(lessons)).toEqual(before)
    })

    test('and an imported one never', async () => {
      const { lessons, run, runs } = await learning()
      const archive = await runs.export((await run()).id)
      await database().client.run.deleteMany()
      await database().client.lesson.deleteMany()
      const { isNew } = await runs.import(archive)
      await projected(runs)
      expect([isNew, await all(lessons)]).toEqual([true, []])
    })

    /** As after an upgrade: a start makes the rows of all runs that have ended anew. */
    async function projected(runs: Opened) {
      const { client } = database()
      await runs.stop(0)
      await client.run.updateMany({ data: { projection: 0 } })
      await open(scriptedModels())
      await expect.poll(() => client.run.count({ where: { projection: 0 } }), { timeout: 10_000 }).toBe(0)
    }
  })
}

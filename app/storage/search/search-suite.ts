import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { RunFilter } from '../../contract/refinements.ts'
import type { RunInput } from '../../contract/run-input.ts'
import { cancelled, started } from '../../test-support/run-events.ts'
import type { TestDatabases } from '../../test-support/test-database.ts'
import type { Database } from '../database.ts'
import { inProcessNotifier } from '../event-notifier.ts'
import type { RunEnding } from '../run-ending.ts'
import { createRunStore, type RunStore } from '../run-store.ts'

/** What is found on every database, and nothing else. */
export function searchSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  let store: RunStore
  beforeAll(async () => {
    database = await databases.open()
    store = createRunStore(database, inProcessNotifier())
  })

  async function run(prompt: string, input: Partial<RunInput> = {}, at = store): Promise<string> {
    const id = randomUUID()
    const { simulated = true, models = { target: 'simulator:rules-v1' } } = input
    await at.create({ id, promptExcerpt: prompt.slice(0, 200), targetModel: models.target, simulated }, [
      started({ prompt, ...input, simulated, models }),
    ])
    return id
  }
  const ending = (text: RunEnding['text'], changes: Partial<RunEnding> = {}): RunEnding => ({
    outcome: 'cancelled',
    verdict: null,
    iterations: 0,
    usage: { inputTokens: 1, outputTokens: 2 },
    cost: null,
    text,
    ...changes,
  })
  const end = (id: string, text: RunEnding['text'], changes: Partial<RunEnding> = {}, at = store) =>
    at.append(id, 1, [cancelled], {
      status: 'cancelled',
      originalScore: null,
      bestScore: null,
      ending: ending(text, changes),
    })
  const found = async (filter: RunFilter, at = store) => (await at.list(100, undefined, filter)).items

  test('finds a run by its prompt from its start, and by its best version and notes from its end', async () => {
    const id = await run('Erkläre die Rückgabe von Zebras')
    expect((await found({ q: 'ruckgabe zebra' })).map((item) => item.id)).toEqual([id])
    expect(await found({ q: 'giraffe' })).toEqual([])
    await end(id, { prompt: 'Erkläre die Rückgabe von Zebras', best: 'Erkläre Giraffen', notes: 'mind the okapi' })
    for (const q of ['giraff', 'okapi', 'zebras giraffen okapi'])
      expect((await found({ q })).map((item) => item.id)).toEqual([id])
    const [item] = await found({ q: 'giraffen okapi' })
    expect(item?.matches).toEqual([
      { field: 'best', start: 0, text: 'Erkläre Giraffen', ranges: [{ start: 8, end: 16 }] },
      { field: 'notes', start: 0, text: 'mind the okapi', ranges: [{ start: 9, end: 14 }] },
    ])
    expect((await found({}))[0]).not.toHaveProperty('matches')
  })

  test('no phrase reaches from one text of a run into the next', async () => {
    const id = await run('tapir tapir')
    await end(id, { prompt: 'tapir tapir', best: 'quagga', notes: 'dodo' })
    expect(await found({ q: '"tapir quagga"' })).toEqual([])
    expect(await found({ q: '"quagga dodo"' })).toEqual([])
    expect(await found({ q: '"tapir tapir"' })).toHaveLength(1)
  })

  test('puts the run first whose prompt is about the words, and pages through all of them once', async () => {
    const other = await createRunStore(await databases.open(), inProcessNotifier())
    const filler = 'something else entirely '.repeat(30)
    for (let index = 0; index < 5; index++) await run(`${filler} ${index} walrus`, {}, other)
    const about = await run('walrus walrus walrus', {}, other)
    for (let index = 0; index < 5; index++) await run(`${filler} ${index} walrus`, {}, other)
    const ids = []
    let cursor: string | undefined
    do {
      const page = await other.list(3, cursor, { q: 'walrus' })
      expect(page.items.length).toBeLessThanOrEqual(3)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(ids[0]).toBe(about)
    expect(new Set(ids).size).toBe(11)
    expect(ids).toHaveLength(11)
    const byTime = (await other.list(1)).nextCursor ?? ''
    await expect(other.list(3, byTime, { q: 'walrus' })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  test('filters by what a run is, alone and with words, and pages through what is left', async () => {
    const other = createRunStore(await databases.open(), inProcessNotifier())
    const gemini = { models: { target: 'gemini:a' }, simulated: false, enhancer: 'architect' as const }
    const [a, b] = [await run('lemur one', gemini, other), await run('lemur two', {}, other)]
    const between = new Date().toISOString()
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(between))
    const c = await run('lemur three', gemini, other)
    await end(a, { prompt: 'lemur one', best: null, notes: null }, { outcome: 'improved' }, other)
    const cases: [RunFilter, string[]][] = [
      [{}, [c, b, a]],
      [{ model: 'gemini:a' }, [c, a]],
      [{ enhancer: 'rule_based' }, [b]],
      [{ simulated: true }, [b]],
      [{ simulated: false, status: 'queued' }, [c]],
      [{ outcome: 'improved' }, [a]],
      [{ outcome: 'failed' }, []],
      [{ from: between }, [c]],
      [{ to: between }, [b, a]],
      [{ q: '-two' }, [c, a]],
      [{ q: '?!' }, [c, b, a]],
      [{ q: 'lemur -one', simulated: false }, [c]],
    ]
    for (const [filter, ids] of cases)
      expect([filter, (await found(filter, other)).map(({ id }) => id)]).toEqual([filter, ids])
    const first = await other.list(1, undefined, { simulated: false })
    const second = await other.list(1, first.nextCursor ?? undefined, { simulated: false })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([c, a])
    expect(second.nextCursor).toBeNull()
  })

  test('finds exactly what a plain look at the words finds, whatever is asked', async () => {
    const other = createRunStore(await databases.open(), inProcessNotifier())
    const vocabulary = ['ant', 'ants', 'bee', 'be', 'cat', 'cats', 'dog']
    const sentence = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 })
    const texts = fc.sample(sentence, { numRuns: 25, seed: 5 })
    const ids: string[] = []
    for (const words of texts) ids.push(await run(words.join(' '), {}, other))
    const term = fc.record({ words: fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 2 }), quoted: fc.boolean(), unwanted: fc.boolean() }) // biome-ignore format: one shape
    const stands = (text: string[], { words, quoted }: { words: string[]; quoted: boolean }) => {
      const is = (at: number) =>
        words.every((word, i) => {
          const isLast = i === words.length - 1
          return !quoted && isLast && word.length >= 3 ? text[at + i]?.startsWith(word) : text[at + i] === word
        })
      return text.some((_, at) => is(at))
    }
    let hits = 0
    await fc.assert(
      fc.asyncProperty(fc.array(term, { minLength: 1, maxLength: 3 }), async (terms) => {
        // Unquoted, two words joined by a hyphen are a phrase whose last word may be longer.
        const q = terms.map(({ words, quoted, unwanted }) => `${unwanted ? '-' : ''}${quoted ? `"${words.join(' ')}"` : words.join('-')}`).join(' ') // biome-ignore format: one line
        const expected = ids.filter((_, run) => terms.every((one) => stands(texts[run] ?? [], one) !== one.unwanted))
        expect([q, (await found({ q }, other)).map(({ id }) => id).sort()]).toEqual([q, expected.sort()])
        hits += expected.length
      }),
      { numRuns: 60, seed: 6 },
    )
    expect(hits).toBeGreaterThan(50)
  })

  test('no text and no query is too strange', async () => {
    const hostile = ['\u0000 \ud800 half', `' " \\ ; -- ) OR 1=1`, "'a':1A & !'b' <-> 'c':*", 'NEAR(a b) col:x ^y {z}', 'ü\u0301'.repeat(300), '%_*?', `${'x'.repeat(3_000)}`] // biome-ignore format: a list
    for (const text of hostile) {
      const id = await run(text)
      expect(Array.isArray(await found({ q: text.slice(0, 500) }))).toBe(true)
      await end(id, { prompt: text, best: text, notes: text })
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(fc.constantFrom('"', '-', '*', "'", '\\', ':', ' ', 'a'), { maxLength: 20 }), async (any, signs) => {
        for (const q of [any, signs.join('')]) expect(Array.isArray(await found({ q }))).toBe(true)
      }),
      { numRuns: 40, seed: 7 },
    ) // biome-ignore format: one property
  })

  test('a run that is deleted is found no more, and its row in the index is gone', async () => {
    const id = await run('capybara')
    expect(await found({ q: 'capybara' })).toHaveLength(1)
    const rows = () =>
      database.client.$queryRaw<{ rows: number | bigint }[]>`SELECT COUNT(*) AS "rows" FROM "run_search"`
    const before = Number((await rows())[0]?.rows)
    await database.client.run.delete({ where: { id } })
    expect(await found({ q: 'capybara' })).toEqual([])
    expect(Number((await rows())[0]?.rows)).toBe(before - 1)
  })

  test('a run of before, without words or ending, is named to be made anew, until it is', async () => {
    const other = await databases.open()
    const fresh = createRunStore(other, inProcessNotifier())
    const id = await run('numbat', {}, fresh)
    await end(id, { prompt: 'numbat', best: null, notes: null }, {}, fresh)
    expect(await fresh.unprojected(10, '')).toEqual([])
    await other.client.runText.deleteMany({})
    await other.client.run.updateMany({ data: { projection: null, outcome: null, endedOn: null } })
    expect(await fresh.unprojected(10, '')).toEqual([id])
    expect(await fresh.unprojected(10, id)).toEqual([])
    const before = await fresh.find(id)
    await fresh.setProgress(id, { status: 'cancelled', originalScore: null, bestScore: null, ending: ending({ prompt: 'numbat', best: null, notes: null }) }) // biome-ignore format: one call
    expect(await fresh.unprojected(10, '')).toEqual([])
    expect((await found({ q: 'numbat', outcome: 'cancelled' }, fresh))[0]).toMatchObject({ id, updatedAt: before?.updatedAt }) // biome-ignore format: one line
  })
}

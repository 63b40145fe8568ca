import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Lesson, LessonDetail, LessonList } from '../contract/lessons.ts'
import type { Refinement, RefinementStarted } from '../contract/refinements.ts'
import { type ServerProcess, startServerProcess } from '../test-support/server-process.ts'
import { type StubProvider, startStubProvider } from '../test-support/stub-provider.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'

const databases = sqliteDatabases()
let stub: StubProvider | undefined
let server: ServerProcess | undefined
afterEach(async () => {
  await server?.end('SIGKILL')
  await stub?.close()
})
afterAll(() => databases.close())

const prompt = 'Explain to our customers how bees fly.'
const good = 'Explain how bees fly.\n\n## Output format\nPlain paragraphs.'
const goodAnswer =
  'Bees fly by beating their wings very fast.\n\nCustomers see this in summer.\n\nThe bees turn their wings.'
const stated = 'Say which parts the answer has.'
const block = (text: string) => `- Say which parts the answer has, because answer 1 had none\n\n\`\`\`\n${text}\n\`\`\``
const isForArchitect = (asked: string) => asked.startsWith('You design prompts')

/** A server whose architect is led astray by the lesson that it earned. */
async function start() {
  stub = await startStubProvider({
    list: () => ['stub-model'],
    answer(asked) {
      if (isForArchitect(asked)) return block(asked.includes(stated) ? 'Be brief about bees.' : good)
      return asked.startsWith('Explain how bees fly') ? goodAnswer : 'I cannot help with that.'
    },
  })
  const provider = {
    OPENAI_API_KEY: 'sk-a-key-of-the-tests',
    OPENAI_BASE_URL: `${stub.url}/v1`,
    OPENAI_MODEL: 'stub-model',
  }
  const limits = { RATE_LIMIT_PER_MINUTE: '100000' }
  const env = { DATABASE_URL: await databases.create(), ...provider, ...limits }
  server = await startServerProcess({ env })
  return { stub, server, env }
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${server?.url}/api/v1${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  expect([path, response.status]).toEqual([path, body && path === '/refinements' ? 201 : 200])
  return (await response.json()) as T // the contract is what the server serializes by
}

/** A run to its end. */
async function refine(): Promise<Refinement> {
  const { id } = await ask<RefinementStarted>('/refinements', {
    prompt,
    enhancer: 'architect',
    limits: { iterations: 1, comparisons: 6 },
  })
  const read = () => ask<Refinement>(`/refinements/${id}`)
  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe('completed')
  return read()
}

test('a run earns a lesson, the architect of later ones is told, what comes of it is measured, and it is retired', async () => {
  const { stub } = await start()
  const first = await refine()
  expect(first.comparison?.verdict).toBe('better')
  const { items } = await ask<LessonList>('/lessons')
  const lesson = items.find(({ text }) => text === stated)
  expect(lesson).toMatchObject({ origin: 'real', taskKind: 'explain', earned: { runs: 1, pairs: 6 } })
  for (const { id, text } of items)
    if (text !== stated) await ask<Lesson>(`/lessons/${id}/state`, { state: 'retired', note: 'One at a time' })

  const read = () => ask<LessonDetail>(`/lessons/${lesson?.id}`)
  const runs: Refinement[] = []
  // Who is offered the lesson is drawn. That 60 runs all are, or none is, has a chance of 3 in 100,000 million.
  while ((await read()).state === 'active' && runs.length < 60) {
    const asked = stub.completions.length
    const run = await refine()
    runs.push(run)
    const [told] = stub.completions.slice(asked).filter((request) => isForArchitect(request.prompt))
    const isOffered = run.lessons !== undefined
    expect(told?.prompt.includes(run.lessons?.[0]?.text ?? stated)).toBe(isOffered)
    expect(run.withheldLessons).toEqual(isOffered ? undefined : [lesson?.id])
    expect((await read()).trials.find((trial) => trial.run === run.id)).toMatchObject({
      offered: isOffered,
      uplift: isOffered ? 0 : run.comparison?.mean,
    })
  }
  const retired = await read()
  expect(retired).toMatchObject({ state: 'retired', retired: { by: 'measurement' } })
  expect(retired.trials).toHaveLength(runs.length)
  expect(new Set(runs.map(({ lessons }) => lessons !== undefined))).toEqual(new Set([true, false]))
  const after = await refine()
  expect([after.lessons, after.withheldLessons]).toEqual([undefined, undefined])
}, 120_000)

test('while calls are recorded nothing is offered, so that a replay is asked the same on whatever database', async () => {
  const { server: first, env, stub } = await start()
  await refine()
  expect((await ask<LessonList>('/lessons')).total).toBeGreaterThan(0)
  await first.end('SIGTERM')
  const folder = await mkdtemp(join(tmpdir(), 'mpla-cassette-'))
  try {
    server = await startServerProcess({ env: { ...env, MPLA_CASSETTE: `record:${join(folder, 'calls.jsonl')}` } })
    const recorded = await refine()
    expect([recorded.lessons, recorded.withheldLessons]).toEqual([undefined, undefined])
    const asked = stub.completions.filter((request) => isForArchitect(request.prompt))
    expect(asked.at(-1)?.prompt).toContain('# Lessons of earlier runs\n\n(none)')
  } finally {
    await rm(folder, { recursive: true })
  }
})

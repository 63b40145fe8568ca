import { afterAll, expect, test } from 'vitest'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { expectWhole, runbookOf, startDrill } from './drill.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

const watched = ['invalid-judgement-ratio', 'provider-error-ratio', 'runs-failing', 'error-lines', 'spend-per-hour']
/** Two answers of each are judged: more than the alarm needs to conclude something. */
const runs = 11

const answer = 'A bicycle for the way to work.'
const verdict = JSON.stringify(
  Object.fromEntries(
    ['clarity', 'relevance', 'completeness', 'adherence'].map((name) => [
      name,
      { evidence: ['the way to work'], reasoning: 'It says so.', level: 2 },
    ]),
  ),
)
/** No JSON, and it repeats what nobody may see in a log. */
const chatter = 'Yes, that is a fine text about our new bicycle!'

test('a judge writes something else than a verdict', async ({ annotate }) => {
  const judge = { now: verdict }
  await using drill = await startDrill({
    databaseUrl: await databases.create(),
    answer: (prompt) => (prompt.includes('adherence') ? judge.now : answer),
  })
  const server = await drill.start()

  const judged = async () => {
    const ids = await Promise.all(
      Array.from({ length: runs }, () => drill.refine({ iterations: 1, evaluator: 'llm_judge' })),
    )
    return Promise.all(
      ids.map(async (id) => {
        const follower = drill.follow(id)
        await follower.ended
        expectWhole(follower.events)
        return drill.read(id)
      }),
    )
  }
  const phase = async (status: string) => {
    let ended: Awaited<ReturnType<typeof judged>> = []
    const period = await drill.phase(async () => {
      ended = await judged()
    })
    const judgements = ended.flatMap(({ versions }) => versions.flatMap(({ answers }) => answers)).map((each) => each.judgement) // biome-ignore format: one path
    expect(judgements.length).toBeGreaterThanOrEqual(2 * runs)
    expect(new Set(judgements.map((judgement) => judgement?.status))).toEqual(new Set([status]))
    return { ended, judgements, period }
  }

  expect(drill.beyond(watched, (await phase('valid')).period)).toEqual([])

  judge.now = chatter
  const asked = drill.stub.completions.length
  const during = await phase('invalid')
  expect(drill.beyond(watched, during.period)).toEqual(['invalid-judgement-ratio'])
  expect(drill.signal('invalid-judgement-ratio', during.period)).toBe(100)
  await annotate(`${during.judgements.length} judgements took ${drill.stub.completions.length - asked} calls in all`)

  // Nobody is unwell; the log says which runs and which model, and the run why, as the runbook reads them.
  expect((await drill.probe(server)).status).toBe(200)
  const lines = drill.observed().logLines.filter((line) => line['judgement'] === 'invalid')
  expect(lines).toHaveLength(during.judgements.length)
  expect(new Set(lines.map((line) => line['judge']))).toEqual(new Set(['openai:stub-model']))
  expect(new Set(lines.map((line) => line['runId']))).toEqual(new Set(during.ended.map(({ id }) => id)))
  for (const judgement of during.judgements) {
    expect(judgement?.replies).toBe(3)
    expect(runbookOf('invalid-judgement-ratio')).toContain(`\`${judgement?.problem}\``)
  }
  // They are decided by their rules alone: no grade of a judge is made up.
  const checks = during.ended.flatMap(({ versions }) => versions.flatMap((version) => version.checks))
  expect(checks.length).toBeGreaterThan(0)
  expect(checks.filter(({ check }) => check.startsWith('judge-'))).toEqual([])

  judge.now = verdict
  const startedAt = performance.now()
  const after = await phase('valid')
  await annotate(`${runs} runs were judged ${((performance.now() - startedAt) / 1_000).toFixed(1)} s after it is back`)
  expect(drill.beyond(watched, after.period)).toEqual([])
})

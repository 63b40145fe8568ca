import { afterAll, afterEach, expect, test, vi } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { openMetaPrompts } from '../meta-prompts/open-meta-prompts.ts'
import { defaultMetaPrompts } from '../refinement/meta-prompts/defaults.ts'
import { scriptedModels } from '../test-support/scripted-models.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { openRuns } from './open-runs.ts'
import type { Runs } from './runs.ts'

const databases = sqliteDatabases()
const opened: Runs[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((runs) => runs.stop(0)))
})
afterAll(() => databases.close())

const prompt = 'Sort this review into good or bad: {{input}}'
const inputs = ['The soup was cold and far too salty', 'We loved every bite of the cake'].map((text) => ({ text }))
const writer = 'openai:writer'
const request = { prompt, inputs, models: { target: 'simulator:rules-v1', enhancer: writer } } as const
const block = (text: string) => `- Say more\n\n\`\`\`\n${text}\n\`\`\``

/** Runs and meta-prompts of a new database; `write` answers for the model that writes prompts. */
async function open(write: (asked: string) => string | Promise<string>) {
  const database = await databases.open()
  const metaPrompts = await openMetaPrompts(database)
  const models = scriptedModels(({ id, prompt: asked }) => (id === writer ? write(asked) : 'I cannot help with that.'))
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const runs = await openRuns({ database, models, metaPrompts, log, concurrency: 2 })
  opened.push(runs)
  const told = () => models.asked.filter(({ id }) => id === writer).map((asked) => asked.prompt)
  return { runs, metaPrompts, told }
}
async function followed(runs: Runs, id: string): Promise<RefinementEvent[]> {
  const events: RefinementEvent[] = []
  for await (const event of runs.follow(id, 0, new AbortController().signal)) events.push(event)
  return events
}

test('a run works by the texts that were active when it was accepted, whatever is activated meanwhile', async () => {
  const asked = Promise.withResolvers<void>()
  const edited = Promise.withResolvers<void>()
  let rewrites = 0
  const { runs, metaPrompts, told } = await open(async () => {
    asked.resolve()
    await edited.promise
    return block(`Say whether this review is good or bad, attempt ${++rewrites}: {{input}}`)
  })
  const text = `MINE ${defaultMetaPrompts.enhancer}`
  await metaPrompts.save('enhancer', { text, activate: true, expectedVersion: 1 })
  const { id } = await runs.start({ ...request, enhancer: 'llm_assisted', limits: { iterations: 2, comparisons: 0 } })
  await asked.promise
  await metaPrompts.save('enhancer', { text: `LATER ${text}`, activate: true, expectedVersion: 2 })
  edited.resolve()

  const events = await followed(runs, id)
  expect(events[0]?.data).toMatchObject({ metaPrompts: [{ role: 'enhancer', version: 2, text }] })
  expect(told()).toHaveLength(2)
  for (const each of told()) expect(each).toMatch(/^MINE You improve a prompt/)
  const proposed = events.filter(({ type }) => type === 'version.proposed').slice(1)
  expect(proposed.length).toBe(2)
  for (const { data } of proposed) expect(data).toMatchObject({ by: { role: 'enhancer', metaPrompt: 2 } })

  await followed(runs, (await runs.start({ ...request, enhancer: 'llm_assisted', limits: { iterations: 1 } })).id)
  expect(told().at(-1)).toMatch(/^LATER MINE/)
})

test('a rewrite that repeats test data is refused in words, and costs no measurement', async () => {
  const copied = `${prompt}\nFor example, "the soup was cold and far too salty" is bad.`
  const { runs } = await open(() => block(copied))
  const { id } = await runs.start({ ...request, enhancer: 'architect', limits: { iterations: 1, comparisons: 0 } })
  const events = await followed(runs, id)
  const refused = events.filter(({ type }) => type === 'proposal.refused')
  expect(refused).toMatchObject([
    { data: { role: 'architect', reason: expect.stringContaining('“the soup was cold and”') } },
  ])
  expect((await runs.get(id)).versions.map(({ version }) => version)).toEqual([0])
})

test('self-correction analyses, revises, and says by which texts', async () => {
  const { runs, told } = await open((asked) =>
    asked.startsWith('You review')
      ? '{"flaws": [{"quote": "I cannot help", "flaw": "No verdict", "fix": "Ask for one word"}, {"quote": "made up words", "flaw": "None", "fix": ""}]}'
      : block('Answer in one word, good or bad, for this review: {{input}}'),
  )
  const { id } = await runs.start({ ...request, selfCorrection: 1, limits: { iterations: 1, comparisons: 0 } })
  const events = await followed(runs, id)
  expect(events[0]?.data).toMatchObject({ metaPrompts: [{ role: 'analyser' }, { role: 'reviser' }] })
  const [analysis, revision, ...others] = told()
  expect([analysis, others]).toEqual([expect.stringMatching(/^You review the answers/), []])
  expect(revision).toContain('No verdict')
  expect(revision).not.toContain('made up words')
  const written = events.filter(({ type, data }) => type === 'version.proposed' && 'by' in data)
  expect(written).toMatchObject([
    { data: { by: { role: 'reviser', metaPrompt: 1 }, changes: [{ rule: 'self-correction' }] } },
  ])
})

import { afterAll, expect, test } from 'vitest'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { settingsOf } from '../../infra/test-support/settings.ts'
import { apiKey, headers, startDrill } from './drill.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

const watched = ['spend-per-hour', 'provider-error-ratio', 'runs-failing', 'error-lines', 'invalid-judgement-ratio']
const runs = 11
/** A model of the catalogue. */
const priced = 'gemini:gemini-2.5-pro'
const limit = settingsOf('prod').spendPerHourUsd

test('model calls cost more in an hour than they may', async ({ annotate }) => {
  const output = { tokens: 20 }
  let isHanging = false
  await using drill = await startDrill({
    databaseUrl: await databases.create(),
    env: { GEMINI_API_KEY: apiKey },
    answer: () => {
      const usage = { inputTokens: 100, outputTokens: output.tokens }
      return isHanging ? { hang: true } : { text: 'A bicycle for the way to work.', usage }
    },
  })
  const server = await drill.start({ GEMINI_BASE_URL: drill.stub.url })
  const spend = (target: string) =>
    drill.phase(async () => {
      const ids = await Promise.all(Array.from({ length: runs }, () => drill.refine({ iterations: 1, target })))
      for (const id of ids) await drill.follow(id).ended
    })
  expect(drill.beyond(watched, await spend(priced))).toEqual([])

  // One answer of each run uses up what the run may use, and costs a tenth of what the hour may.
  output.tokens = (limit / 10 / 10) * 1_000_000
  const asked = drill.stub.completions.length
  const during = await spend(priced)
  expect(drill.beyond(watched, during)).toEqual(['spend-per-hour'])
  const calls = drill.stub.completions.length - asked
  const usd = (calls * (output.tokens * 10 + 100 * 1.25)) / 1e6
  expect(drill.signal('spend-per-hour', during)).toBeCloseTo((100 * usd) / limit, 3)
  expect((await drill.probe(server)).status).toBe(200)
  await annotate(`${calls} calls cost ${usd.toFixed(2)} USD, of ${limit} that an hour may cost`)

  // As the runbook says: nobody knows the price of this one, so the alarm does not see it.
  const unpriced = await spend('openai:stub-model')
  expect(drill.beyond(watched, unpriced)).toEqual([])
  expect(drill.signal('spend-per-hour', unpriced)).toBe(0)

  // The runbook's first mitigation: what is under way is ended, and asks nothing more.
  isHanging = true
  const id = await drill.refine({ target: priced })
  await expect.poll(() => drill.stub.completions.length, { timeout: 10_000 }).toBeGreaterThan(asked + calls + runs)
  const follower = drill.follow(id)
  const running = (await (await drill.request('/api/v1/refinements?status=running&limit=100')).json()) as {
    items: { id: string }[]
  } // the contract of GET
  expect(running.items.map((item) => item.id)).toEqual([id])
  // Without a body, as the page types it.
  const cancel = { method: 'POST', headers: { authorization: headers.authorization } }
  expect((await fetch(`${server.url}/api/v1/refinements/${id}/cancel`, cancel)).status).toBe(202)
  expect((await follower.ended).type).toBe('run.cancelled')
  isHanging = false
  const after = await drill.phase(async () => undefined)
  expect(drill.beyond(watched, after)).toEqual([])
})

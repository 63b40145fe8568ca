import { availableParallelism } from 'node:os'
import PQueue from 'p-queue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { RunInput } from '../contract/run-input.ts'
import { foldEvents } from '../refinement/fold.ts'
import {
  acceptRun,
  commitLengths,
  copyDatabase,
  cutLog,
  finishRun,
  readLog,
  withoutTimes,
  workUntilKilled,
} from '../test-support/killed-run.ts'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { type RunProvider, startRunProvider } from '../test-support/run-provider.ts'
import { postgresDatabases, sqliteDatabases } from '../test-support/test-database.ts'

const targeted: Partial<RunInput> = { models: { target: 'openai:stub-model' }, simulated: false }
const runs = {
  /** 4 versions and 13 pairs of fresh answers. */
  long: { input: { ...targeted, limits: { iterations: 10, maxTokens: 200_000, comparisons: 13 } }, leastCalls: 30 },
  'on test inputs': {
    input: {
      ...targeted,
      limits: { iterations: 10, maxTokens: 200_000, comparisons: 6 },
      inputs: [{ text: 'A bicycle for commuters' }, { text: 'A kettle that whistles' }, { text: 'A lamp' }],
    },
    leastCalls: 14,
  },
} as const satisfies Record<string, { input: Partial<RunInput>; leastCalls: number }>
type Kind = keyof typeof runs

let provider: RunProvider
const sqlite = sqliteDatabases()
beforeAll(async () => {
  provider = await startRunProvider()
})
afterAll(async () => {
  await provider.close()
  await sqlite.close()
})

const coming = new Map<Kind, Promise<NewRefinementEvent[]>>()
/** What the run comes to when nobody disturbs it. */
function undisturbed(kind: Kind): Promise<NewRefinementEvent[]> {
  const known = coming.get(kind)
  if (known !== undefined) return known
  const { input, leastCalls } = runs[kind]
  const whole = (async () => {
    const url = await sqlite.create()
    await acceptRun(url, input)
    const events = withoutTimes(await finishRun(url, provider, kind))
    expect(events.at(-1)?.type).toBe('run.completed')
    const asked = provider.asked(kind)
    expect(asked.length).toBeGreaterThanOrEqual(leastCalls)
    expect(new Set(asked).size).toBe(asked.length)
    return events
  })()
  coming.set(kind, whole)
  return whole
}

/** Kills the process that works on the run at `url` at this event, and has another one end it. */
async function killAndResume(kind: Kind, url: string, length: number): Promise<void> {
  const whole = await undisturbed(kind)
  const name = `${kind} ${url.startsWith('file:') ? 'sqlite' : 'postgresql'} ${length}`
  const last = whole[length - 1]
  const during = last?.type === 'call.started' || last?.type === 'request.started' ? last.data.callId : undefined
  expect(await workUntilKilled({ url, provider, name, length, during }), name).toBe('SIGKILL')

  const left = await readLog(url)
  expect(left.length, name).toBe(commitLengths(whole).find((commit) => commit >= length))
  if (left.length > length) await cutLog(url, length)
  expect(withoutTimes(left), name).toEqual(whole.slice(0, left.length))

  const events = await finishRun(url, provider, name)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  const isInTheMiddle = length > 1 && length < whole.length
  const resumed = events.filter(({ type }) => type === 'run.resumed').length
  // On PostgreSQL a queue that is slow may hand a run over once more.
  if (isInTheMiddle && url.startsWith('postgresql:')) expect(resumed, name).toBeGreaterThan(0)
  else expect(resumed, name).toBe(isInTheMiddle ? 1 : 0)
  expect(withoutTimes(events), name).toEqual(whole)
  expect({ ...foldEvents(withoutTimes(events)) }).toEqual(foldEvents(whole))
  // Each call once, and the one that was with the provider twice.
  const once = provider.asked(kind)
  expect(provider.asked(name).toSorted(), name).toEqual([...once, ...(during === undefined ? [] : [during])].toSorted())
}

/** The middle one of each kind of event; a run has one of some. */
async function oneOfEachType(kind: Kind): Promise<number[]> {
  const whole = await undisturbed(kind)
  const types = [...new Set(whole.map(({ type }) => type))]
  expect(types.length).toBeGreaterThan(9)
  return types.map((each) => {
    const all = whole.flatMap(({ type }, index) => (type === each ? [index + 1] : []))
    return all[Math.floor(all.length / 2)] ?? 0
  })
}

/** @param databaseFor makes a database with the accepted run. @param concurrency most processes at once */
async function killAt(
  kind: Kind,
  lengths: readonly number[],
  concurrency: number,
  databaseFor: (length: number) => Promise<string>,
): Promise<void> {
  const killing = new PQueue({ concurrency })
  const kills = lengths.map((length) => killing.add(async () => killAndResume(kind, await databaseFor(length), length)))
  try {
    await Promise.all(kills)
  } finally {
    killing.clear()
    await killing.onPendingZero()
  }
}

async function killOnSqlite(kind: Kind, lengths: readonly number[]): Promise<void> {
  const accepted = await sqlite.create()
  await acceptRun(accepted, runs[kind].input)
  await killAt(kind, lengths, availableParallelism(), async (length) => {
    const copy = `${accepted}.${length}`
    await copyDatabase(accepted, copy.slice('file:'.length))
    return copy
  })
}

test('a process killed at any event of a run of 30 calls is followed by one that comes to the same end', async () => {
  const whole = await undisturbed('long')
  await killOnSqlite(
    'long',
    whole.map((_, index) => index + 1),
  )
  console.log(`killed ${whole.length} processes, one at each event of a run of ${provider.asked('long').length} calls`)
}, 600_000)

test('so is a process that works on a run with test inputs, killed at an event of each kind', async () => {
  await killOnSqlite('on test inputs', await oneOfEachType('on test inputs'))
}, 600_000)

const missing = missingPostgres()
describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const postgres = postgresDatabases()
  afterAll(() => postgres.close())

  test('so is a process that is killed at an event of each kind', async () => {
    // Most of the time passes with waiting until the queue gives up the process that was killed.
    await killAt('long', await oneOfEachType('long'), 5, async () => {
      const url = await postgres.create()
      await acceptRun(url, runs.long.input)
      return url
    })
  }, 600_000)
})

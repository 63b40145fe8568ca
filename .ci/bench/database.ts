import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createClient } from '@libsql/client'
import { Client } from 'pg'
import type { NewRefinementEvent } from '../../app/contract/refinement-events.ts'
import { inProcessNotifier } from '../../app/storage/event-notifier.ts'
import { createRunStore } from '../../app/storage/run-store.ts'
import { missingPostgres } from '../../app/test-support/postgres-server.ts'
import { postgresDatabases, sqliteDatabases, type TestDatabases } from '../../app/test-support/test-database.ts'
import { type Bench, interleaved, median, type Row, spread } from './measure.ts'
import { root } from './server-process.ts'

const execute = promisify(execFile)
const commits = 300
const perCommit = 20
const event: NewRefinementEvent = { type: 'run.resumed', data: { reason: 'r'.repeat(280) } }
const events = Array.from({ length: perCommit }, () => event)

/** Runs `commit` 300 times and answers rows per second. */
async function rowsPerSecond(commit: (index: number) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  for (let index = 0; index < commits; index++) {
    await commit(index)
    if (index % 20 === 0) await nextTurn()
  }
  return (commits * perCommit) / ((performance.now() - started) / 1000)
}

interface RawDriver {
  insert(sql: string, values: (string | number)[]): Promise<unknown>
  close(): Promise<void>
  readonly numbered: boolean
}

async function rawSqlite(url: string): Promise<RawDriver> {
  const client = createClient({ url, concurrency: 1 })
  return { numbered: false, insert: (sql, args) => client.execute({ sql, args }), close: async () => client.close() }
}

async function rawPostgres(url: string): Promise<RawDriver> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return { numbered: true, insert: (sql, values) => client.query(sql, values), close: () => client.end() }
}

/** The store's append beside the bare driver's one INSERT of as many rows into the same table of the same database. */
async function appends(
  name: string,
  databases: TestDatabases,
  openRaw: (url: string) => Promise<RawDriver>,
): Promise<Row[]> {
  const database = await databases.open()
  const raw = await openRaw(database.url)
  const store = createRunStore(database, inProcessNotifier())
  const newRun = async () => {
    const id = randomUUID()
    await store.create({ id, promptExcerpt: 'bench', targetModel: 'simulator:rules-v1', simulated: true }, [event])
    return id
  }
  const place = (index: number) => (raw.numbered ? `$${index + 1}` : '?')
  const rows = events.map((_, row) => `(${[0, 1, 2, 3, 4].map((column) => place(row * 5 + column)).join(', ')})`)
  const sql = `INSERT INTO "run_events" ("run_id", "seq", "type", "at", "data") VALUES ${rows.join(', ')}`
  const product = async () => {
    const id = await newRun()
    return rowsPerSecond((index) => store.append(id, 1 + index * perCommit, events))
  }
  const anchor = async () => {
    const id = await newRun()
    return rowsPerSecond((index) => {
      const at = new Date().toISOString()
      return raw.insert(
        sql,
        events.flatMap(({ type, data }, row) => [id, 2 + index * perCommit + row, type, at, JSON.stringify(data)]),
      )
    })
  }
  await product()
  await anchor()
  const { a, b, ratios } = await interleaved(7, product, anchor)
  await raw.close()
  await databases.close()
  return [
    { measure: `${name}: events/s appended, ${perCommit} a commit`, value: median(a).toFixed(0) },
    { measure: `${name}: the same by the bare driver`, value: median(b).toFixed(0) },
    { measure: `${name}: ratio`, value: spread(ratios), goal: '>= 0.5', met: median(ratios) >= 0.5 },
  ]
}

async function leaks(): Promise<Row[]> {
  const databases = sqliteDatabases()
  // A small young generation: the resident memory then shows what is kept, not how much garbage V8 lets lie.
  const { stdout } = await execute(process.execPath, [
    '--expose-gc',
    '--max-semi-space-size=4',
    join(root, 'app/test-support/transactions-program.ts'),
    await databases.createEmpty(),
  ])
  await databases.close()
  const { openFiles, grownMiB }: { openFiles: number; grownMiB: number } = JSON.parse(stdout)
  return [
    { measure: 'open files after 4,000 transactions', value: String(openFiles), goal: '< 40', met: openFiles < 40 },
    { measure: 'MiB of resident memory grown by them', value: grownMiB.toFixed(1), goal: '< 100', met: grownMiB < 100 },
  ]
}

export const database: Bench = {
  name: 'database',
  about: 'the run store beside the bare drivers, at the same durability',
  async run() {
    const missing = missingPostgres()
    return [
      ...(await leaks()),
      ...(await appends('SQLite', sqliteDatabases(), rawSqlite)),
      ...(missing === undefined
        ? await appends('PostgreSQL', postgresDatabases(), rawPostgres)
        : [{ measure: 'PostgreSQL: not measured', value: missing }]),
    ]
  },
}

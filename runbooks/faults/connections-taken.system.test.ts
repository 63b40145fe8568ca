import { Client } from 'pg'
import { expect, test } from 'vitest'
import { missingPostgres, startPostgres } from '../../app/test-support/postgres-server.ts'
import { runSql } from '../../app/test-support/run-sql.ts'
import { runToEnd } from '../../app/test-support/server-process.ts'
import { mostConnections } from '../../infra/plan/database-sizes.ts'
import { settingsOf } from '../../infra/test-support/settings.ts'
import { expectWhole, runbookOf, secondsUntil, startDrill } from './drill.ts'

const missing = missingPostgres()
const watched = ['database-connections-high', 'server-error-ratio', 'provider-error-ratio', 'error-lines']
const says = 'takes no more connections'

/** Somebody else, who takes every connection that is left. */
async function takeAll(url: string): Promise<AsyncDisposable> {
  const taken: Client[] = []
  for (;;) {
    const client = new Client({ connectionString: url, application_name: 'somebody-else' })
    client.on('error', () => {})
    const refused = await client.connect().then(
      () => undefined,
      (error: unknown) => error,
    )
    if (refused !== undefined) {
      expect(refused).toMatchObject({ code: '53300' })
      break
    }
    taken.push(client)
  }
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(taken.map((client) => client.end()))
    },
  }
}

test.skipIf(missing !== undefined)('all connections of PostgreSQL are taken, and given back', async ({ annotate }) => {
  const postgres = await startPostgres(mostConnections(settingsOf('prod').databaseClass))
  await using _ = { [Symbol.asyncDispose]: () => postgres.stop() }
  const adminUrl = await postgres.createDatabase()
  // As in a stack: the application's login is not the owner, for whom PostgreSQL keeps some connections back.
  const address = new URL(adminUrl)
  const [user, password] = [address.username, address.password]
  address.username = 'mpla_drill'
  const databaseUrl = address.href
  const env = { DATABASE_URL: databaseUrl, DATABASE_ADMIN_USER: user, DATABASE_ADMIN_PASSWORD: password }
  const migrated = await runToEnd({ env, args: ['migrate'] })
  expect([migrated.code, migrated.output]).toEqual([0, expect.any(String)])

  const answered = Promise.withResolvers<string>()
  await using drill = await startDrill({ databaseUrl, answer: () => answered.promise })
  const connections = async () => {
    const rows = await runSql(
      adminUrl,
      `SELECT application_name AS name FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    )
    drill.note('DatabaseConnections', rows.length)
    return rows.filter(({ name }) => `${name}`.startsWith('mpla')).length
  }
  await drill.start()
  const run = await drill.refine()
  const follower = drill.follow(run)
  await secondsUntil(() => drill.stub.completions.length === 1, 10)
  const before = await drill.phase(connections)
  expect(drill.beyond(watched, before)).toEqual([])

  // Before the application needs many, so that it cannot get them.
  const others = await takeAll(databaseUrl)
  const during = await drill.phase(async () => {
    await connections()
    answered.resolve('An answer that comes while connections are short.')
    // Those that get one of the connections that are open are answered; how many that are is luck, so there are waves of them.
    const answers: number[] = []
    const refused = () => answers.filter((status) => status === 503).length
    for (let wave = 0; wave < 10 && refused() < answers.length / 8 + 1; wave++)
      answers.push(...(await drill.traffic(200)))
    const statuses = new Set(answers)
    await annotate(`requests are answered with ${[...statuses].join(' and ')}`)
    expect(statuses).toContain(503)
    expect(statuses).not.toContain(500)
    // What another task would meet.
    const { code, output } = await runToEnd({ env: { DATABASE_URL: databaseUrl } })
    expect([code, output]).toEqual([1, expect.stringMatching(/connection/)])
    expect(output).not.toContain(password)
    await connections()
  })
  expect(drill.beyond(watched, during)).toEqual(['database-connections-high', 'server-error-ratio'])
  expect(drill.observed().logLines.some(({ message }) => `${message}`.includes(says))).toBe(true)
  expect(runbookOf('database-connections-high')).toContain(`\`${says}\``)

  await others[Symbol.asyncDispose]()
  const seconds = await secondsUntil(async () => !(await drill.traffic()).includes(503), 15)
  await annotate(`every request is answered ${seconds.toFixed(1)} s after the connections were given back`)
  expect((await follower.ended).type).toBe('run.completed')
  expectWhole(follower.events)
  let own = 0
  const after = await drill.phase(async () => {
    await drill.traffic(50)
    own = await connections()
  })
  expect(drill.beyond(watched, after)).toEqual([])
  await annotate(`the process has ${own} connections of its own`)
  expect(own).toBeLessThanOrEqual(16)
  expect(runbookOf('database-connections-high')).toContain('up to 16 connections')
})

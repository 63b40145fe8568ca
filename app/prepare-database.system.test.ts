import { randomUUID } from 'node:crypto'
import { getRollbackPlans } from 'pg-boss'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { loadConfig } from './config.ts'
import { prepareDatabase } from './prepare-database.ts'
import { installQueue } from './runs/install-queue.ts'
import { administratorUrl } from './storage/administrator-url.ts'
import { migrate } from './storage/migrate.ts'
import { missingPostgres } from './test-support/postgres-server.ts'
import { readEvents } from './test-support/read-events.ts'
import { runSql } from './test-support/run-sql.ts'
import { runToEnd, type ServerProcess, startServerProcess } from './test-support/server-process.ts'
import { postgresDatabases } from './test-support/test-database.ts'

const missing = missingPostgres()
const adminPassword = 'the-owner-of-it-all%3F'
const passwords = { first: 'a-first-password', second: 'a-second-password' }

/** A database as RDS makes it: its owner makes roles, but is no superuser. */
interface OwnedDatabase {
  /** As a superuser, to look at everything. */
  readonly superUrl: string
  readonly adminUrl: string
  readonly admin: { readonly DATABASE_ADMIN_USER: string; readonly DATABASE_ADMIN_PASSWORD: string }
  /** DATABASE_URL of the application. */
  url(login: string, password?: string): string
}

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  const servers: ServerProcess[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.end('SIGKILL')
  })
  afterAll(() => databases.close())

  async function ownedDatabase(): Promise<OwnedDatabase> {
    const superUrl = await databases.createEmpty()
    const name = new URL(superUrl).pathname.slice(1)
    const user = `owner_of_${name}`
    await runSql(superUrl, `CREATE ROLE ${user} LOGIN CREATEROLE CREATEDB PASSWORD '${adminPassword}'`)
    await runSql(superUrl, `ALTER DATABASE ${name} OWNER TO ${user}`)
    return {
      superUrl,
      adminUrl: administratorUrl(superUrl, { user, password: adminPassword }),
      admin: { DATABASE_ADMIN_USER: user, DATABASE_ADMIN_PASSWORD: adminPassword },
      url: (login, password = passwords.first) => administratorUrl(superUrl, { user: `${name}_${login}`, password }),
    }
  }
  const prepare = ({ admin, url }: OwnedDatabase, login = 'app_1', password = passwords.first) =>
    prepareDatabase(loadConfig({ DATABASE_URL: url(login, password), ...admin }))

  async function prepared(): Promise<OwnedDatabase & { readonly appUrl: string }> {
    const database = await ownedDatabase()
    await prepare(database)
    return { ...database, appUrl: database.url('app_1') }
  }
  async function start(DATABASE_URL: string): Promise<ServerProcess> {
    const server = await startServerProcess({ env: { DATABASE_URL } })
    servers.push(server)
    return server
  }

  const refinements = '/api/v1/refinements'
  /** Starts a run on one server, follows it on another. @returns the types of its events */
  async function refine(at: ServerProcess, followedAt = at): Promise<string[]> {
    const answer = await fetch(at.url + refinements, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'Write about our new bicycle for people who ride to work.' }),
    })
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as { id: string } // the contract of POST
    const types: string[] = []
    for await (const { data } of readEvents(await fetch(`${followedAt.url}${refinements}/${id}/events`))) {
      if (data === undefined) continue
      types.push((data as { type: string }).type) // the contract of the stream
      if (types.at(-1) === 'run.completed') break
    }
    return types
  }

  test('the application does everything as its own role: two processes, queue and notifications', async () => {
    const { admin, url } = await ownedDatabase()
    const migrated = await runToEnd({ args: ['migrate'], env: { DATABASE_URL: url('app_1'), ...admin } })
    expect([migrated.code, migrated.output]).toEqual([
      0,
      expect.stringMatching(/^Applied .*\nThe role \w+_app_1 may use/),
    ])
    expect(migrated.output).not.toMatch(/password/)
    const [here, there] = [await start(url('app_1')), await start(url('app_1'))]
    for (const [at, followedAt] of [
      [here, there],
      [there, here],
    ] as const)
      expect((await refine(at, followedAt)).at(-1)).toBe('run.completed')
    const list = await (await fetch(here.url + refinements)).json()
    expect(list).toMatchObject({ items: [{ status: 'completed', simulated: true }, { status: 'completed' }] })
    // Nothing that the queue does beside the runs is refused either: supervision, heartbeats.
    for (const { output } of [here, there])
      expect(output()).not.toMatch(/permission denied|must be owner|"level":"error"/)
  })

  const forbidden = [
    ['create a table', 'CREATE TABLE x ()', /permission denied for schema public/],
    ['create one for the queue', 'CREATE TABLE pgboss.x ()', /permission denied for schema pgboss/],
    ['create a schema', 'CREATE SCHEMA x', /permission denied for database/],
    ['create a temporary table', 'CREATE TEMPORARY TABLE x ()', /permission denied to create temporary tables/],
    ['drop a table', 'DROP TABLE runs', /must be owner of table runs/],
    ['alter a table', 'ALTER TABLE runs ADD COLUMN x int', /must be owner of table runs/],
    ['empty a table past its rows', 'TRUNCATE run_events', /permission denied for table run_events/],
    ['drop the queue', 'DROP SCHEMA pgboss CASCADE', /must be owner of schema pgboss/],
    [
      'replace a function',
      'CREATE OR REPLACE FUNCTION pgboss.job_now() RETURNS int LANGUAGE sql AS $$SELECT 1$$',
      /permission denied|must be owner/,
    ],
    [
      'rewrite the history of migrations',
      'DELETE FROM _prisma_migrations',
      /permission denied for table _prisma_migrations/,
    ],
    ['create a role', 'CREATE ROLE x', /permission denied to create role/],
    ['create a database', 'CREATE DATABASE x', /permission denied to create database/],
    ['read passwords', 'SELECT * FROM pg_authid', /permission denied for table pg_authid/],
    ['read a file', `SELECT pg_read_file('/etc/passwd')`, /permission denied for function pg_read_file/],
  ] as const

  test('it cannot do anything else', async () => {
    const { appUrl, adminUrl } = await prepared()
    for (const [what, sql, message] of forbidden) await expect(runSql(appUrl, sql), what).rejects.toThrow(message)
    const admin = new URL(adminUrl).username
    await expect(runSql(appUrl, `SET ROLE ${admin}`)).rejects.toThrow(/permission denied to set role/)
  })

  test('of another database it reads nothing, and where nobody may connect it cannot', async () => {
    const [{ appUrl }, { superUrl: otherUrl }, { superUrl: closedUrl }] = [
      await prepared(),
      await ownedDatabase(),
      await prepared(),
    ]
    await runSql(otherUrl, 'CREATE TABLE private (x int)')
    const at = (target: string) => Object.assign(new URL(appUrl), { pathname: new URL(target).pathname }).href
    await expect(runSql(at(otherUrl), 'SELECT * FROM private')).rejects.toThrow(/permission denied for table private/)
    await expect(runSql(at(closedUrl), 'SELECT 1')).rejects.toThrow(/permission denied for database/)
  })

  /** Everything that PostgreSQL knows about who may do what, and the queue's version. */
  const catalog = (superUrl: string) =>
    runSql(
      superUrl,
      `SELECT rolname::text, rolpassword, rolcanlogin::text, '' AS acl FROM pg_authid WHERE rolname LIKE current_database() || '_app%'
       UNION ALL SELECT relname, relnamespace::regnamespace::text, '', relacl::text FROM pg_class WHERE relnamespace::regnamespace::text IN ('public', 'pgboss')
       UNION ALL SELECT nspname, '', '', nspacl::text FROM pg_namespace
       UNION ALL SELECT datname, '', '', datacl::text FROM pg_database WHERE datname = current_database()
       UNION ALL SELECT proname, '', '', proacl::text FROM pg_proc WHERE pronamespace = 'pgboss'::regnamespace
       UNION ALL SELECT 'version', version::text, '', '' FROM pgboss.version ORDER BY 1, 2, 4`,
    )

  test('a second time changes nothing', async () => {
    const database = await prepared()
    const before = await catalog(database.superUrl)
    expect(before.length).toBeGreaterThan(50)
    expect(await prepare(database)).toEqual(['The database is up to date', expect.stringMatching(/_app_1 may use/)])
    expect(await catalog(database.superUrl)).toEqual(before)
  })

  test('nobody else has rights in the database', async () => {
    const { superUrl } = await prepared()
    const others = (await catalog(superUrl)).filter(({ acl }) => /[{,]=/.test(String(acl)))
    // What PostgreSQL itself needs to be read.
    expect(others.map(({ rolname }) => rolname)).toEqual(['information_schema', 'pg_catalog'])
  })

  test('three at once on an empty database all succeed', async () => {
    const database = await ownedDatabase()
    const env = { DATABASE_URL: database.url('app_1'), ...database.admin }
    const results = await Promise.all([env, env, env].map((each) => runToEnd({ args: ['migrate'], env: each })))
    expect(results.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0])
    expect(results.filter(({ output }) => output.startsWith('Applied'))).toHaveLength(1)
    expect(await runSql(database.url('app_1'), 'SELECT count(*)::int AS runs FROM runs')).toEqual([{ runs: 0 }])
  })

  test('a new login works beside the former one, which ends once nobody uses it', async () => {
    const database = await prepared()
    const before = await start(database.appUrl)
    expect(await prepare(database, 'app_2', passwords.second)).toHaveLength(2)
    const after = await start(database.url('app_2', passwords.second))
    expect((await refine(before, after)).at(-1)).toBe('run.completed')
    // New connections of the tasks that are still there work as well.
    expect(await runSql(database.appUrl, 'SELECT count(*)::int AS runs FROM runs')).toEqual([{ runs: 1 }])
    expect(await before.end('SIGTERM')).toBe(0)
    const ended = () => prepare(database, 'app_2', passwords.second).then((lines) => lines.at(-1))
    await expect.poll(ended).toMatch(/_app_1 can no longer log in/)
    await expect(runSql(database.appUrl, 'SELECT 1')).rejects.toThrow(/not permitted to log in/)
    expect((await refine(after)).at(-1)).toBe('run.completed')
    // A roll-back starts tasks with the former login.
    await prepare(database)
    expect(await runSql(database.appUrl, 'SELECT 1 AS x')).toEqual([{ x: 1 }])
  })

  test('another password of the same login works, and open connections go on', async () => {
    const database = await prepared()
    const server = await start(database.appUrl)
    await prepare(database, 'app_1', passwords.second)
    expect(await runSql(database.url('app_1', passwords.second), 'SELECT 1 AS x')).toEqual([{ x: 1 }])
    await expect(runSql(database.appUrl, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
    expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200)
  })

  test('the administrator’s password may change at any time', async () => {
    const database = await prepared()
    await runSql(database.superUrl, `ALTER ROLE ${database.admin.DATABASE_ADMIN_USER} PASSWORD 'rotated'`)
    await expect(prepare(database)).rejects.toThrow(/could not be migrated: .*password authentication failed/i)
    expect(
      await prepare({ ...database, admin: { ...database.admin, DATABASE_ADMIN_PASSWORD: 'rotated' } }),
    ).toHaveLength(2)
  })

  test('takes over a database whose owner was the application, with its runs', async () => {
    const database = await ownedDatabase()
    await migrate(database.adminUrl)
    const former = await start(database.adminUrl)
    expect((await refine(former)).at(-1)).toBe('run.completed')
    await prepare(database)
    const server = await start(database.url('app_1'))
    expect((await refine(former, server)).at(-1)).toBe('run.completed')
    await former.end('SIGTERM')
    expect((await refine(server)).at(-1)).toBe('run.completed')
    const list = (await (await fetch(server.url + refinements)).json()) as { items: unknown[] } // the contract of GET
    expect(list.items).toHaveLength(3)
  })

  test('a table of a later migration is open to the application after the next call', async () => {
    const database = await prepared()
    await runSql(database.adminUrl, 'CREATE TABLE later (id serial)')
    await expect(runSql(database.appUrl, 'SELECT * FROM later')).rejects.toThrow(/permission denied/)
    await prepare(database)
    expect(await runSql(database.appUrl, 'INSERT INTO later DEFAULT VALUES RETURNING id')).toEqual([{ id: 1 }])
  })

  test('brings the queue of a former pg-boss up to date, indexes included, while the application runs', async () => {
    const database = await prepared()
    const server = await start(database.appUrl)
    const version = async () => (await runSql(database.superUrl, 'SELECT version FROM pgboss.version'))[0]?.['version']
    const newest = Number(await version())
    for (let each = newest; each > newest - 3; each--) await runSql(database.adminUrl, getRollbackPlans('pgboss', each))
    expect(await version()).toBe(newest - 3)
    await prepare(database)
    expect(await version()).toBe(newest)
    expect(await runSql(database.superUrl, `SELECT * FROM pgboss.bam WHERE status <> 'completed'`)).toEqual([])
    expect((await refine(server)).at(-1)).toBe('run.completed')
  })

  test('says that the indexes of the queue could not be built', async () => {
    const { adminUrl } = await prepared()
    await runSql(
      adminUrl,
      `INSERT INTO pgboss.bam (name, version, status, table_name, command) VALUES ('x', 1, 'pending', 'job', 'SELECT 1 / 0')`,
    )
    await expect(installQueue(adminUrl, { indexWaitMs: 300 })).rejects.toThrow(/indexes to be built in 300 ms/)
  })

  test('refuses a role that could do more, before anything is granted', async () => {
    const database = await ownedDatabase()
    const { DATABASE_ADMIN_USER: owner } = database.admin
    await expect(prepareDatabase(loadConfig({ DATABASE_URL: database.adminUrl, ...database.admin }))).rejects.toThrow(
      new RegExp(`for the application alone, got ${owner}`),
    )
    const strong = `strong_${randomUUID().slice(0, 8)}`
    await runSql(database.superUrl, `CREATE ROLE ${strong} LOGIN CREATEDB PASSWORD '${passwords.first}'`)
    const url = administratorUrl(database.superUrl, { user: strong, password: passwords.first })
    await expect(prepareDatabase(loadConfig({ DATABASE_URL: url, ...database.admin }))).rejects.toThrow(/administers/)
  })

  test('a server is not started with the rights of the administrator', async () => {
    const { admin, url } = await ownedDatabase()
    const { code, output } = await runToEnd({ env: { DATABASE_URL: url('app_1'), ...admin } })
    expect([code, output]).toEqual([1, expect.stringMatching(/are for `migrate` alone; unset them here/)])
    expect(output).not.toContain(adminPassword)
  })

  test('a server whose role may not migrate says so when migrations are missing', async () => {
    const { superUrl, url } = await prepared()
    await runSql(superUrl, 'DELETE FROM _prisma_migrations')
    const { code, output } = await runToEnd({ env: { DATABASE_URL: url('app_1') } })
    expect([code, output]).toEqual([1, expect.stringMatching(/could not be migrated: permission denied/)])
  })
})

import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg'
import { scramVerifier } from './scram-verifier.ts'

export interface ApplicationRoleOptions {
  /** The database as its owner, who may also make roles. Need not be a superuser. */
  readonly adminUrl: string
  /** DATABASE_URL of the application: the login and the password that are to work. */
  readonly url: string
  /** Schemas whose tables, sequences and functions the application uses. */
  readonly schemas: readonly string[]
}

/** What only migrations write. */
const history = 'public._prisma_migrations'
/** Of this work, so that it happens one process at a time; any number that nobody else takes. */
const lockKey = 7_270_737_001

/**
 * Makes the application's login work, with the rights that the application needs and no others: rows of every table,
 * nothing of their structure. The rights are a role's that cannot log in, DATABASE_app, of which each login is a
 * member. So a new password comes as a new login while tasks still work with the former one; a former login
 * (DATABASE_app_…) ends at the first call that finds nobody logged in with it.
 *
 * Safe to call again and from several processes at once. Rights are given on what there is: call it after migrations.
 * @returns the former logins that this call has ended
 * @throws Error when DATABASE_URL names a role that can do more, or the login does not work in the end
 */
export async function grantApplicationRole({ adminUrl, url, schemas }: ApplicationRoleOptions): Promise<string[]> {
  const login = decodeURIComponent(new URL(url).username)
  const admin = await connect(adminUrl)
  try {
    // What a failure leaves open is rolled back with the connection.
    await admin.query('BEGIN')
    await admin.query('SELECT pg_advisory_xact_lock($1)', [lockKey])
    const { rows } = await admin.query<{ database: string }>('SELECT current_database() AS database')
    const database = rows[0]?.database ?? ''
    const group = `${database}_app`
    await refuseStrongRole(admin, login)
    if (!(await exists(admin, group))) await admin.query(`CREATE ROLE ${escapeIdentifier(group)} NOLOGIN`)
    await makeLogin(admin, login, url)
    await admin.query(`GRANT ${escapeIdentifier(group)} TO ${escapeIdentifier(login)}`)
    await admin.query(rightsOf(group, database, schemas))
    const ended = await endFormerLogins(admin, group, login)
    await admin.query('COMMIT')
    if (!(await canLogIn(url))) throw new Error(`Expected role ${login} to be able to log in, but it was refused`)
    return ended
  } finally {
    await admin.end()
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'mpla-migrate',
    connectionTimeoutMillis: 5_000,
    // Where the login was a member before, PostgreSQL says so in a notice.
    options: '-c client_min_messages=warning',
  })
  client.on('error', () => {}) // the query under way fails as well
  await client.connect()
  return client
}

const exists = async (admin: Client, role: string) =>
  (await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1

/** A role that owns the database or makes roles would keep those rights whatever is granted here. */
async function refuseStrongRole(admin: Client, login: string): Promise<void> {
  const strong = await admin.query(
    `SELECT 1 FROM pg_roles, pg_database WHERE rolname = $1 AND datname = current_database()
       AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls OR pg_has_role(pg_roles.oid, datdba, 'MEMBER'))`,
    [login],
  )
  if (strong.rowCount !== 0)
    throw new Error(
      `Expected DATABASE_URL to name a role for the application alone, got ${login}, which owns the database or administers the server; name another one, which is made if it is not there`,
    )
}

/** Leaves a login that works as it is, so that a call that changes nothing writes nothing. */
async function makeLogin(admin: Client, login: string, url: string): Promise<void> {
  const isThere = await exists(admin, login)
  if (isThere && (await canLogIn(url))) return
  const verifier = scramVerifier(decodeURIComponent(new URL(url).password))
  const verb = isThere ? 'ALTER' : 'CREATE'
  await admin.query(`${verb} ROLE ${escapeIdentifier(login)} LOGIN PASSWORD ${escapeLiteral(verifier)}`)
}

/** 28: refused at the door; 42501: may not connect to this database. */
const refusals = /^(28|42501$)/

async function canLogIn(url: string): Promise<boolean> {
  try {
    const client = await connect(url)
    await client.end()
    return true
  } catch (error) {
    if (error instanceof DatabaseError && refusals.test(error.code ?? '')) return false
    throw error
  }
}

/** Statements that give `group` its rights, whatever it had, and take what PostgreSQL gives to everybody. */
function rightsOf(group: string, database: string, schemas: readonly string[]): string {
  const app = escapeIdentifier(group)
  const named = schemas.map(escapeIdentifier).join(', ')
  return [
    `REVOKE ALL ON DATABASE ${escapeIdentifier(database)} FROM PUBLIC, ${app}`,
    `GRANT CONNECT ON DATABASE ${escapeIdentifier(database)} TO ${app}`,
    `REVOKE ALL ON SCHEMA ${named} FROM PUBLIC, ${app}`,
    `GRANT USAGE ON SCHEMA ${named} TO ${app}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${named} FROM PUBLIC, ${app}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${named} TO ${app}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${history} FROM ${app}`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${named} FROM PUBLIC, ${app}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${named} TO ${app}`,
    `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${named} FROM PUBLIC, ${app}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${named} TO ${app}`,
  ].join(';\n')
}

/** A login in use stays: the tasks that use it may be the ones that go on when a deployment is rolled back. */
async function endFormerLogins(admin: Client, group: string, login: string): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT member.rolname AS name FROM pg_auth_members
       JOIN pg_roles role ON role.oid = roleid JOIN pg_roles member ON member.oid = member
     WHERE role.rolname = $1 AND member.rolname <> $2 AND member.rolcanlogin
       AND starts_with(member.rolname, role.rolname || '_')
       AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE usename = member.rolname)
     ORDER BY 1`,
    [group, login],
  )
  for (const { name } of rows) await admin.query(`ALTER ROLE ${escapeIdentifier(name)} NOLOGIN`)
  return rows.map(({ name }) => name)
}

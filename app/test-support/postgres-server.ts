import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

/** A PostgreSQL server of its own: temporary, on loopback, with a password. */
export interface PostgresServer {
  /** A new empty database. @returns its URL */
  createDatabase(): Promise<string>
  /** Ends the server at once, as a crash does; `start` continues with the same data. */
  crash(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

const password = 'not-a-secret'
const programs = ['initdb', 'postgres'] as const

/** The folder with PostgreSQL's server programs; undefined when they are not installed. */
function programFolder(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const installed = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...installed.map((v) => join(debian, v, 'bin'))]
  return folders.find((folder) => programs.every((program) => existsSync(join(folder, program))))
}

/** Why PostgreSQL cannot be started here, in words; undefined when it can. */
export const missingPostgres = (): string | undefined =>
  programFolder() === undefined ? `${programs.join(' and ')} were not found: install postgresql-15` : undefined

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or as nobody. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const line = readFileSync('/etc/passwd', 'utf8').match(/^(?:postgres|nobody):[^:]*:(\d+):(\d+)/m)
  return { uid: Number(line?.[1] ?? 65534), gid: Number(line?.[2] ?? 65534) }
}

/** @param maxConnections as PostgreSQL's setting; default: more than any test takes */
export async function startPostgres(maxConnections = 200): Promise<PostgresServer> {
  const bin = programFolder()
  if (bin === undefined) throw new Error(missingPostgres())
  const user = account()
  const folder = mkdtempSync(join(tmpdir(), 'mpla-postgres-'))
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if (user.uid !== undefined && user.gid !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'mpla', '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8']
  execFileSync(join(bin, 'initdb'), [...init, '--locale=C', '--no-sync'], { ...user, stdio: 'pipe', cwd: folder })

  let port = 0
  let server: ChildProcess | undefined
  let databases = 0
  const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
    const ended = server
    server = undefined
    if (ended === undefined || ended.exitCode !== null) return
    const exit = new Promise((resolve) => ended.once('exit', resolve))
    ended.kill(signal)
    await exit
  }
  // A test run that is interrupted must not leave a server behind.
  const onExit = () => server?.kill('SIGQUIT')
  process.on('exit', onExit)
  const start = async () => {
    // PostgreSQL cannot take "any free port": ask the system for one, and for another when someone was faster.
    for (let attempt = 1; ; attempt++) {
      if (port === 0) port = await freePort()
      // Data need not survive the machine here, so nothing waits for the disk.
      const limit = `max_connections=${maxConnections}`
      const settings = ['fsync=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1', limit]
      const options = settings.flatMap((setting) => ['-c', setting])
      server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-p', String(port), ...options], {
        ...user,
        stdio: 'ignore',
        cwd: folder,
      })
      if (await answers(server, urlOf(port, 'postgres'))) return
      if (attempt === 5) throw new Error(`PostgreSQL in ${data} did not start`)
      port = 0
    }
  }
  await start()
  return {
    async createDatabase() {
      const name = `test_${++databases}`
      await withClient(urlOf(port, 'postgres'), (client) => client.query(`CREATE DATABASE ${name}`))
      return urlOf(port, name)
    },
    crash: () => end('SIGQUIT'),
    start,
    async stop() {
      await end('SIGINT')
      process.off('exit', onExit)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const urlOf = (port: number, database: string) => `postgresql://mpla:${password}@127.0.0.1:${port}/${database}`

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP port')
  return address.port
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

/** True once the server takes queries, false when it ends before that. */
async function answers(server: ChildProcess, url: string): Promise<boolean> {
  const deadline = Date.now() + 30_000
  while (server.exitCode === null && Date.now() < deadline) {
    const ready = await withClient(url, (client) => client.query('SELECT 1')).catch(() => undefined)
    if (ready !== undefined) return true
    await delay(25)
  }
  return false
}

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from './database.ts'

const folder = mkdtempSync(join(tmpdir(), 'mpla-database-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('creates the folder of an SQLite file, commits durably and enforces references', async () => {
  const path = join(folder, 'a/b/mpla.db')
  const database = await openDatabase(`file:${path}`)
  expect(existsSync(path)).toBe(true)
  const pragma = async (name: string) =>
    Object.values((await database.client.$queryRawUnsafe<[object]>(`PRAGMA ${name}`))[0])
  expect(await pragma('journal_mode')).toEqual(['wal'])
  expect((await pragma('synchronous')).map(Number)).toEqual([2]) // FULL: a commit is on the disk
  expect((await pragma('foreign_keys')).map(Number)).toEqual([1])
  expect((await pragma('busy_timeout')).map(Number)).toEqual([5_000])
  await database.close()
})

test('answers a ping until it is closed', async () => {
  const database = await openDatabase(`file:${join(folder, 'ping.db')}`)
  await expect(database.ping()).resolves.toBeUndefined()
  await database.close()
})

test('says which file is no database, and which folder cannot be made', async () => {
  const path = join(folder, 'text.db')
  writeFileSync(path, 'this is not a database file, '.repeat(100))
  await expect(openDatabase(`file:${path}`)).rejects.toThrow(
    `Expected a database at ${path}, got no answer (SQLITE_NOTADB: file is not a database)`,
  )
  await expect(openDatabase(`file:${path}/mpla.db`)).rejects.toThrow(
    /expected a folder that can be created at .*EEXIST/,
  )
})

test('says that PostgreSQL is not there, without the password', async () => {
  const opening = openDatabase('postgresql://mpla:s3cret@127.0.0.1:1/mpla')
  await expect(opening).rejects.toThrow(/^Expected a database at postgresql:\/\/mpla@127.0.0.1:1\/mpla, got no answer/)
  const error = await opening.catch((error: unknown) => error)
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret')
})

test('does not wait longer than it is told for a server that says nothing', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const opening = openDatabase(`postgresql://mpla@127.0.0.1:${port}/mpla`, { connectTimeoutMs: 200 })
  await expect(opening).rejects.toThrow(/got no answer/)
  silent.close()
})

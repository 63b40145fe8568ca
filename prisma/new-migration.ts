// npm run prisma:migration -- NAME
// Writes prisma/migrations/{sqlite,postgresql}/TIME_NAME/migration.sql: what leads from each history to the models.
// Needs PostgreSQL's server programs, because a history is what it makes of a real database.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../app/storage/migrate.ts'
import { migrationsFolder } from '../app/storage/migration-files.ts'
import { missingPostgres } from '../app/test-support/postgres-server.ts'
import { postgresDatabases, sqliteDatabases } from '../app/test-support/test-database.ts'
import { modelDifference } from './model-difference.ts'
import type { Provider } from './render-schema.ts'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) fail('Usage: npm run prisma:migration -- NAME, in small letters, digits and _')
const missing = missingPostgres()
if (missing !== undefined) fail(`Cannot compare the PostgreSQL history: ${missing}`)

const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const databases = { sqlite: sqliteDatabases(), postgresql: postgresDatabases() } as const
try {
  await write('sqlite')
  await write('postgresql')
} finally {
  await Promise.all(Object.values(databases).map((database) => database.close()))
}

async function write(provider: Provider): Promise<void> {
  const url = await databases[provider].createEmpty()
  const history = join(migrationsFolder(), provider)
  if (existsSync(history)) await migrate(url)
  const sql = await modelDifference(provider, url)
  if (sql === '') return console.log(`${provider}: the history ends in the models, nothing to do`)
  const folder = join(history, `${time}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), `${sql}\n`)
  console.log(`${provider}: wrote ${join(folder, 'migration.sql')}; read it before you commit it`)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

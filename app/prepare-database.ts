import { administratorOf, type Config } from './config.ts'
import { migrate } from './storage/migrate.ts'

/**
 * The command `migrate`: brings the database to the newest migration. With an administrator (PostgreSQL only) it also
 * makes the queue's tables and the role of DATABASE_URL, so that the application itself may change rows and nothing else.
 * Safe to run again, and by several tasks that start at once.
 * @returns what was done, in words
 */
export async function prepareDatabase(config: Config): Promise<string[]> {
  const administrator = administratorOf(config)
  if (administrator === undefined) return [inWords(await migrate(config.DATABASE_URL))]
  const [{ administratorUrl }, { grantApplicationRole }, { installQueue, queueSchema }] = await Promise.all([
    import('./storage/administrator-url.ts'),
    import('./storage/application-role.ts'),
    import('./runs/install-queue.ts'),
  ])
  const url = config.DATABASE_URL
  const adminUrl = administratorUrl(url, administrator)
  const applied = await migrate(adminUrl)
  await installQueue(adminUrl)
  const ended = await grantApplicationRole({ adminUrl, url, schemas: ['public', queueSchema] })
  const login = `The role ${decodeURIComponent(new URL(url).username)} may use the database`
  return [inWords(applied), login, ...ended.map((former) => `The role ${former} can no longer log in`)]
}

const inWords = (applied: readonly string[]) =>
  applied.length > 0 ? `Applied the migrations ${applied.join(', ')}` : 'The database is up to date'

import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Where the database is, by its URL. `url` may hold a password; `printable` never does. */
export type DatabaseAddress =
  | { readonly provider: 'sqlite'; readonly url: string; readonly path: string; readonly printable: string }
  | { readonly provider: 'postgresql'; readonly url: string; readonly printable: string }

export type DatabaseProvider = DatabaseAddress['provider']

/**
 * Reads DATABASE_URL: `file:PATH` (relative to the working directory, or absolute) or `postgresql://…`.
 * @throws Error that says what was expected; it never repeats the URL, which may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (url.startsWith('file:')) return sqliteAddress(url)
  if (/^postgres(ql)?:\/\//.test(url)) return postgresAddress(url)
  throw new Error(
    'DATABASE_URL: expected file:PATH or postgresql://user:password@host:port/database, got another scheme',
  )
}

function sqliteAddress(url: string): DatabaseAddress {
  if (/[?#]/.test(url)) throw new Error('DATABASE_URL: expected file:PATH without ? or #, got one of them')
  const path = url.startsWith('file://') ? fileURLToPath(url) : resolve(decodeURIComponent(url.slice('file:'.length)))
  return { provider: 'sqlite', url: pathToFileURL(path).href, path, printable: path }
}

function postgresAddress(url: string): DatabaseAddress {
  if (!URL.canParse(url))
    throw new Error(
      'DATABASE_URL: expected postgresql://user:password@host:port/database, got something that is no URL (characters such as / # @ in the password must be percent-encoded)',
    )
  const { username, host, pathname } = new URL(url)
  return { provider: 'postgresql', url, printable: `postgresql://${username}@${host}${pathname}` }
}

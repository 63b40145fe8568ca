import { AppError } from '../errors.ts'

/** What a driver says when the database cannot be used at the moment; the same query may work later. */
const unavailableKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
])
/** PostgreSQL: 08 connection lost, 57P shutting down, 53 out of a resource. */
const unavailableSqlStates = /^(08|57P|53)/
/** The way to PostgreSQL, as Node names what is wrong with it. */
const unreachableCodes = /^E(CONN\w+|PIPE|TIMEDOUT|AI_AGAIN|\w+UNREACH)$/
/** What pg and its pool say in words alone, because no server had a chance to say it by code. */
const unavailableMessages =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated\b|LISTEN\/NOTIFY heartbeat|Client (has encountered a connection error|was closed))/
/** Prisma's code of every failure of a transaction; one that could not begin or end in time found no connection that answers. */
const transactionFailed = 'P2028'
const noTransactionInTime = /Unable to start a transaction in the given time|expired transaction/
/** SQLite: cannot open, I/O error, disk full, held by another process, on a file system that became read-only. */
const unavailablePrimaryCodes = new Set([14, 10, 13, 5, 8])
/** The same as names, where the adapter describes nothing. */
const unavailableNames = /^SQLITE_(CANTOPEN|IOERR|FULL|BUSY|READONLY)/

/** How a driver adapter describes a failure; every adapter fills some of it. */
interface DriverCause {
  readonly kind: string
  readonly originalCode?: string
  readonly originalMessage?: string
  readonly reason?: string
  readonly code?: string
  readonly extendedCode?: number
}

/** The driver's own description of a failure, wherever Prisma put it. */
function driverCause(error: unknown): DriverCause | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  // Prisma keeps an adapter's error in `meta`; the error itself and our own errors keep theirs in `cause`.
  const { cause, meta } = error as { cause?: unknown; meta?: { driverAdapterError?: unknown } }
  if (typeof cause === 'object' && cause !== null && 'kind' in cause) return cause as DriverCause // `kind` marks it
  return driverCause(meta?.driverAdapterError) ?? driverCause(cause)
}

export const isUniqueViolation = (error: unknown): boolean => driverCause(error)?.kind === 'UniqueConstraintViolation'

export function isMissingTable(error: unknown): boolean {
  const cause = driverCause(error)
  return cause?.kind === 'TableDoesNotExist' || /no such table/.test(cause?.originalMessage ?? '')
}

/**
 * True when the database is away, full or refuses us: nothing in the query is wrong.
 * @param error from a driver adapter, or from a driver itself, some of whose failures no adapter describes
 */
export function isUnavailable(error: unknown): boolean {
  const cause = driverCause(error)
  if (cause === undefined) return isUnavailableInDriver(error)
  if (unavailableKinds.has(cause.kind)) return true
  if (unavailableSqlStates.test(cause.code ?? cause.originalCode ?? '')) return true
  return unavailablePrimaryCodes.has((cause.extendedCode ?? 0) & 0xff)
}

function isUnavailableInDriver(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, message } = error as { code?: unknown; message?: unknown }
  const codes = [unreachableCodes, unavailableSqlStates, unavailableNames]
  if (typeof code === 'string' && codes.some((known) => known.test(code))) return true
  if (code === transactionFailed && typeof message === 'string') return noTransactionInTime.test(message)
  return typeof message === 'string' && unavailableMessages.test(message)
}

/** What the driver said, in its own words. For logs and start-up errors, not for clients. */
export function driverMessage(error: unknown): string {
  const cause = driverCause(error)
  if (cause !== undefined) return cause.originalMessage ?? cause.reason ?? cause.kind
  return error instanceof Error ? error.message : String(error)
}

/** What to tell clients and the log, in our words; what people can do about it differs. */
function reasonOf(error: unknown): string {
  const { code, originalCode = code, extendedCode, kind } = driverCause(error) ?? (error as Partial<DriverCause>) // for its code
  if (originalCode === '53100' || originalCode === 'SQLITE_FULL' || ((extendedCode ?? 0) & 0xff) === 13)
    return 'has no room left, so nothing can be stored; try again later'
  if (originalCode === '53300' || kind === 'TooManyConnections')
    return 'takes no more connections; try again in a moment'
  return 'did not answer; try again in a moment'
}

/** Answers what `work` answers; a database that is away becomes DATABASE_UNAVAILABLE. */
export async function translateErrors<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isUnavailable(error)) throw error
    const message = `The database ${reasonOf(error)}.`
    throw new AppError('DATABASE_UNAVAILABLE', message, { cause: error })
  }
}

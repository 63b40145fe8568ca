import { AppError } from '../errors.ts'
import { isUnavailable } from '../storage/database-errors.ts'
import type { RunLog } from './run-log.ts'

/**
 * Logs what is tried again later: as a warning when the database is away, which is foreseen and seen by the health check,
 * else as an error, because errors are counted as defects.
 */
export function logFailure(log: RunLog, err: unknown, details: object, message: string): void {
  const isAway = (err instanceof AppError && err.code === 'DATABASE_UNAVAILABLE') || isUnavailable(err)
  log[isAway ? 'warn' : 'error']({ err: errorOf(err), ...details }, message)
}

/** pg-boss reports plain objects with the members of an error, which a log would not know for one. */
const errorOf = (err: unknown): unknown =>
  typeof err === 'object' && err !== null && !(err instanceof Error) && 'message' in err
    ? Object.assign(new Error(String(err.message)), err)
    : err

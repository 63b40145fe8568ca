import { Problem } from '../contract/problem.ts'

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 502 | 503 | 504

/** Every route under /api/v1 may answer these. */
const everywhere = [401, 403, 429, 500, 503] as const

/** The `response` entries of the errors a route may answer, besides those that every route may. */
export function problems<const S extends Status>(
  ...statuses: S[]
): Record<S | (typeof everywhere)[number], typeof Problem> {
  return Object.fromEntries([...statuses, ...everywhere].map((status) => [status, Problem])) as Record<
    S | (typeof everywhere)[number],
    typeof Problem
  > // fromEntries forgets the keys
}

import { AppError } from '../errors.ts'

/** The run after which a page of the list begins. */
export interface RunPosition {
  readonly createdAt: Date
  readonly id: string
}

/** Opaque to clients: only what we made is accepted back. */
export const encodeCursor = ({ createdAt, id }: RunPosition): string =>
  Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url')

/** @throws AppError INVALID_REQUEST when it is not one of ours. */
export function decodeCursor(cursor: string): RunPosition {
  const [, time, id] =
    Buffer.from(cursor, 'base64url')
      .toString()
      .match(/^(\d{1,15}) ([0-9a-f-]{36})$/) ?? []
  if (time === undefined || id === undefined)
    throw new AppError('INVALID_REQUEST', 'cursor: expected nextCursor of an earlier page, got something else')
  return { createdAt: new Date(Number(time)), id }
}

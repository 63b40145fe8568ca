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
  if (time === undefined || id === undefined) throw foreign()
  return { createdAt: new Date(Number(time)), id }
}

/** In an order that is made anew by each search, a page begins where the one before it ended. */
export const encodeOffset = (offset: number): string => Buffer.from(`after ${offset}`).toString('base64url')

/** @throws AppError INVALID_REQUEST when it is not one of ours. */
export function decodeOffset(cursor: string): number {
  const [, offset] =
    Buffer.from(cursor, 'base64url')
      .toString()
      .match(/^after (\d{1,9})$/) ?? []
  if (offset === undefined) throw foreign()
  return Number(offset)
}

const foreign = () =>
  new AppError('INVALID_REQUEST', 'cursor: expected nextCursor of an earlier page of the same list, got something else')

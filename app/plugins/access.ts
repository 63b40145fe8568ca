import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto'
import { sign, unsign } from '@fastify/cookie'

export const sessionCookie = 'mpla_session'
/** Twelve hours: a working day, after which the browser asks for the token again. */
export const sessionSeconds = 12 * 60 * 60

/** Decides who may call the API. Without a token everybody may (the server then listens on loopback only). */
export interface Access {
  readonly required: boolean
  /** Whether this is the token; takes the same time whatever came. */
  isToken(given: string): boolean
  /** Whether an Authorization header carries the token. */
  isBearer(authorization: string | undefined): boolean
  /** A cookie value that is valid for `sessionSeconds` from `nowMs`. */
  issue(nowMs: number): string
  /** Whether `issue` of this token made the value, and it has not expired. */
  isSession(cookie: string | undefined, nowMs: number): boolean
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** @param token the access token; the cookie's key is derived from it, so that a new token ends all sessions */
export function createAccess(token: string | undefined): Access {
  if (token === undefined)
    return { required: false, isToken: () => true, isBearer: () => true, issue: () => '', isSession: () => true }
  const expected = digest(token)
  const key = Buffer.from(hkdfSync('sha256', token, '', 'mpla session cookie', 32))
  const isToken = (given: string) => timingSafeEqual(digest(given), expected)
  return {
    required: true,
    isToken,
    isBearer: (authorization) => {
      const given = /^bearer +(.+)$/i.exec(authorization ?? '')?.[1]
      return given !== undefined && isToken(given)
    },
    issue: (nowMs) => sign(String(nowMs + sessionSeconds * 1000), key),
    isSession: (cookie, nowMs) => {
      if (cookie === undefined) return false
      const { valid, value } = unsign(cookie, key)
      return valid && Number(value) > nowMs
    },
  }
}

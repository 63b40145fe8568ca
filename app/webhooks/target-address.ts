import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether an address is one of the public internet: none of a private, local, reserved or translated range. */
export const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'

/** Whom an operator may be asked to let in; only the operator can. */
const orAllow = 'or have the operator set MPLA_WEBHOOK_ALLOW_PRIVATE=yes, for a receiver in a network of your own'

/** What to do about an address that is not public. @param found which one it was */
export const notPublic = (found: string): string =>
  `expected a public address, found ${found}; name a receiver on the public internet, ${orAllow}`

/**
 * Why nothing is sent to a URL, in words; null when it may be. What its name resolves to is looked at when connecting. Repeats
 * neither path nor query, which may hold a secret of the receiver.
 */
export function whyNotSentTo(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text))
    return 'expected a URL with its scheme, such as https://example.com/hooks, found something else; write it in full'
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) {
    const way = protocol === 'http:' ? `, ${orAllow}` : ''
    return `expected https://, found ${protocol}//; use the receiver’s https address${way}`
  }
  if (username !== '' || password !== '')
    return 'expected no user and password in the URL, found a user; leave them out, because deliveries are signed'
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && !allowPrivate && !isPublic(host) ? notPublic(host) : null
}

export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

/**
 * Resolves names at the moment of connecting, so that no other answer can come between the check and the connection.
 * One address that is not public is enough to refuse all.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [])
    const [first] = addresses
    if (first === undefined || !addresses.every(({ address }) => isPublic(address)))
      return callback(new PrivateAddressError(`${hostname} is no public address`), [])
    if (options.all) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}

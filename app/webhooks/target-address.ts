import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether an address is one of the public internet: none of a private, local, reserved or translated range. */
export const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'

/** Why nothing is sent to a URL, in words; null when it may be. What its name resolves to is looked at when connecting. */
export function whyNotSentTo(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'expected a URL'
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) return 'expected https://'
  if (username !== '' || password !== '') return 'expected no user and password in the URL; deliveries are signed'
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && !allowPrivate && !isPublic(host) ? 'expected a public address' : null
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

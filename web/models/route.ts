export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'unknown'; readonly path: string }

const runPath = /^#\/runs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i

/** Which page the part of the address after `#` names. */
export function parseRoute(hash: string): Route {
  if (hash === '' || hash === '#' || hash === '#/') return { page: 'home' }
  const id = runPath.exec(hash)?.[1]
  return id === undefined ? { page: 'unknown', path: hash.slice(1) } : { page: 'run', id: id.toLowerCase() }
}

export const homeHash = '#/'
export const runHash = (id: string): string => `#/runs/${id}`

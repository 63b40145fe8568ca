import { createServer } from 'node:net'

/** A port that was free a moment ago, for programs that cannot choose one and tell it. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port')
  return address.port
}

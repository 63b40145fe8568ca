import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP connection's way to a server, which can be broken as networks break. */
export interface TcpProxy extends AsyncDisposable {
  /** The same address, through the proxy. */
  through(url: string): string
  /** From now on connections are refused; those that are open end at once. */
  refuse(): Promise<void>
  /** From now on nothing gets through in either direction, and nobody is told: connections open and stay silent. */
  silence(): void
  /** New connections get through again. Those that were silenced stay silent, as after the other end was replaced. */
  restore(): Promise<void>
}

/** @param target an address with host and port */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let isSilent = false
  let server: Server

  function join(client: Socket): void {
    client.on('error', () => {}) // `close` follows
    keep(client)
    if (isSilent) {
      client.pause()
      return
    }
    const upstream = connect(Number(port), hostname)
    upstream.on('error', () => client.destroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
    client.pipe(upstream).pipe(client)
    keep(upstream)
  }
  function keep(socket: Socket): void {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }
  function endAll(): void {
    for (const socket of open) socket.destroy()
  }
  /** @param at 0 takes a free port */
  async function listen(at: number): Promise<number> {
    server = createServer(join).listen(at, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port // a TCP server has an AddressInfo
  }
  async function stopListening(): Promise<void> {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    endAll()
    await closed
  }

  const own = await listen(0)
  return {
    through(url) {
      const changed = new URL(url)
      changed.host = `127.0.0.1:${own}`
      return changed.href
    },
    refuse: stopListening,
    silence() {
      isSilent = true
      for (const socket of open) socket.unpipe().pause()
    },
    async restore() {
      isSilent = false
      if (!server.listening) await listen(own)
    },
    async [Symbol.asyncDispose]() {
      await stopListening()
      endAll()
    },
  }
}

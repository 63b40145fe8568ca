import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** Takes what is posted to it. */
export interface MessageSink {
  readonly url: string
  /** Bodies of the messages, parsed, in the order of arrival, each with the path it was posted to. */
  readonly messages: readonly { readonly path: string; readonly body: unknown }[]
  close(): Promise<void>
}

/** An endpoint on loopback that answers every message with 202, as PagerDuty does. */
export async function startMessageSink(): Promise<MessageSink> {
  const messages: { path: string; body: unknown }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      messages.push({ path: request.url ?? '', body: JSON.parse(body) })
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"success"}')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    messages,
    async close() {
      server.closeAllConnections()
      await server[Symbol.asyncDispose]()
    },
  }
}

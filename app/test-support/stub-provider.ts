import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { geminiError, geminiEvents, geminiModels } from './stub-provider-gemini.ts'
import { openAiError, openAiEvents, openAiModels } from './stub-provider-openai.ts'
import type { StubAnswer, StubRequest } from './stub-provider-script.ts'

export interface StubProviderOptions {
  /** Answers the n-th completion request (from 0). Default: a sentence about the prompt. */
  readonly answer?: (prompt: string, callIndex: number, request: StubRequest) => StubAnswer | Promise<StubAnswer>
  /** Answers the n-th listing: the names of the models, or a failure. */
  readonly list?: (listIndex: number, request: StubRequest) => readonly string[] | StubAnswer
  /**
   * Answers what a server asks a compatible provider at its start, which is no part of what `answer` scripts. Default: as the
   * provider is wanted to.
   */
  readonly probe?: (request: StubRequest) => StubAnswer
}

export interface StubProvider {
  /** `http://127.0.0.1:PORT`; GEMINI_BASE_URL as it is, OPENAI_BASE_URL with `/v1` added. */
  readonly url: string
  /** Every request in the order of arrival. */
  readonly requests: readonly StubRequest[]
  /** Those that asked for a completion, without those of a probe. */
  readonly completions: readonly StubRequest[]
  /** Breaks open connections and stops listening; does nothing the second time. */
  close(): Promise<void>
}

const wires = {
  openai: { events: openAiEvents, models: openAiModels, error: openAiError },
  gemini: { events: geminiEvents, models: geminiModels, error: geminiError },
} as const
type Wire = (typeof wires)[keyof typeof wires]

function routeOf(
  method: string,
  path: string,
): { wire: Wire; action: 'complete' | 'list'; model?: string } | undefined {
  const gemini = /\/models\/([^/?]+):streamGenerateContent/.exec(path)
  if (method === 'POST' && gemini) return { wire: wires.gemini, action: 'complete', model: gemini[1] ?? '' }
  if (method === 'POST' && path.endsWith('/chat/completions')) return { wire: wires.openai, action: 'complete' }
  if (method !== 'GET' || !/\/models(\?|$)/.test(path)) return undefined
  return { wire: path.startsWith('/v1beta/') ? wires.gemini : wires.openai, action: 'list' }
}

/** The fields the stub reads of either wire format; all of them may be missing in what a test sends. */
interface RequestBody {
  readonly model?: string
  readonly messages?: readonly { content?: string }[]
  readonly contents?: readonly { parts?: readonly { text?: string }[] }[]
}

async function received(message: IncomingMessage): Promise<{ request: StubRequest; body: RequestBody }> {
  const raw = await readText(message)
  const parsed: unknown = raw === '' ? undefined : JSON.parse(raw)
  const body = (parsed ?? {}) as RequestBody // only read through optional fields
  const fromMessages = body.messages?.map((entry) => entry.content ?? '') ?? []
  const fromContents = body.contents?.flatMap((entry) => entry.parts?.map((part) => part.text ?? '') ?? []) ?? []
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]))
  const request = {
    method: message.method ?? '',
    path: message.url ?? '',
    headers,
    body: parsed,
    prompt: [...fromMessages, ...fromContents].join('\n'),
    idempotencyKey: headers['idempotency-key'],
  }
  return { request, body }
}

async function sendInChunks(response: ServerResponse, bytes: Buffer, chunkBytes = bytes.length): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += chunkBytes) {
    response.write(bytes.subarray(at, at + chunkBytes))
    await turn()
  }
}

async function deliver(response: ServerResponse, wire: Wire, model: string, prompt: string, scripted: StubAnswer) {
  const answer = typeof scripted === 'string' ? { text: scripted } : scripted
  if ('hang' in answer) return
  if ('status' in answer) {
    const { body = wire.error(answer.status) } = answer
    const type = typeof body === 'string' ? 'text/plain' : 'application/json'
    response.writeHead(answer.status, { 'content-type': type, ...answer.headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
    return
  }
  if ('malformed' in answer) {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(answer.body ?? '<!doctype html>\n<title>Welcome to the hotel network</title>\n')
    return
  }
  if ('latencyMs' in answer) await wait(answer.latencyMs)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if ('hangAfter' in answer) {
    await sendInChunks(response, Buffer.from(wire.events(model, prompt, { text: answer.hangAfter, finish: null })))
  } else if ('cut' in answer) {
    const whole = Buffer.from(wire.events(model, prompt, { text: answer.text ?? 'An answer that will be cut.' }))
    response.write(whole.subarray(0, answer.cut), () => response.socket?.destroy())
  } else {
    await sendInChunks(response, Buffer.from(wire.events(model, prompt, answer)), answer.chunkBytes)
    response.end()
  }
}

/** A model provider on loopback that speaks OpenAI's and Gemini's streaming APIs and does what the test scripts. */
export async function startStubProvider(options: StubProviderOptions = {}): Promise<StubProvider> {
  const { answer = (prompt) => `Stub answer to: ${prompt}`, list = () => ['stub-model'] } = options
  const { probe = () => '{"colour":"red","letters":3}' } = options
  const requests: StubRequest[] = []
  const completions: StubRequest[] = []
  let lists = 0

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { request, body } = await received(message)
    requests.push(request)
    const route = routeOf(request.method, request.path)
    if (route === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no such route"}}')
    } else if (request.idempotencyKey?.startsWith('probe/')) {
      await deliver(response, route.wire, body.model ?? '', request.prompt, probe(request))
    } else if (route.action === 'complete') {
      const callIndex = completions.push(request) - 1
      const scripted = await answer(request.prompt, callIndex, request)
      await deliver(response, route.wire, route.model ?? body.model ?? '', request.prompt, scripted)
    } else {
      const listed = list(lists++, request)
      const scripted = Array.isArray(listed) ? { status: 200, body: route.wire.models(listed) } : (listed as StubAnswer) // Array.isArray does not narrow readonly arrays away
      await deliver(response, route.wire, '', '', scripted)
    }
  }

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      console.error('The stub provider failed:', error)
      response.destroy()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // a TCP server has an AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    completions,
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      await server[Symbol.asyncDispose]()
    },
  }
}

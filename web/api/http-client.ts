import type { Problem } from '../../app/contract/problem.ts'
import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'

interface Options {
  /** Address of the server; empty: the origin the page came from. */
  readonly origin?: string
  /** Called before a request fails with 401, so that the page can ask for the token again. */
  readonly onUnauthorized: () => void
  /** Longest wait for an answer, in ms. Every request but the list of models is answered from the database. */
  readonly timeoutMs?: number
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'message' in body && 'requestId' in body

/** Reads a JSON body; undefined when there is none, or when something between us and the server answered in its place. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function failureOf(response: Response, body: unknown): ApiError {
  if (isProblem(body)) return new ApiError(response.status, body.code, body.message, body.requestId)
  const message = `The server answered with status ${response.status} and no explanation. Try again; if it stays, tell the operator.`
  return new ApiError(response.status, 'UNEXPECTED_ANSWER', message, response.headers.get('x-request-id'))
}

/** What a request carries. */
interface Content {
  readonly text: string
  readonly type: string
}

const json = (body: unknown): Content => ({ text: JSON.stringify(body), type: 'application/json' })

/** One document, or one on each line? A file’s name may have been changed on its way, so its text decides. */
function typeOf(text: string): string {
  try {
    JSON.parse(text)
    return 'application/json'
  } catch {
    return 'application/jsonl' // also what is neither: the server then names the line
  }
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value)
  const text = given.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')
  return text === '' ? '' : `?${text}`
}

/** The API over `fetch`. Paths and shapes are those of `app/contract`. */
export function createHttpClient({ origin = '', onUnauthorized, timeoutMs = 30_000 }: Options): Api {
  async function send(method: string, path: string, content?: Content): Promise<Response> {
    try {
      return await fetch(`${origin}/api/v1${path}`, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
        ...(content && { body: content.text, headers: { 'content-type': content.type } }),
      })
    } catch (cause) {
      const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError'
      const [code, message] = timedOut
        ? ['TIMED_OUT', `The server did not answer within ${timeoutMs / 1000} s. Try again.`]
        : ['UNREACHABLE', 'The server could not be reached. Check the connection and try again.']
      throw new ApiError(0, code, message, null, { cause })
    }
  }

  async function request(method: string, path: string, content?: Content): Promise<Response> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const response = await send(method, path, content)
      if (response.ok) return response
      if (response.status === 401) onUnauthorized()
      const failure = failureOf(response, await bodyOf(response))
      // A server that is overloaded refuses before it does anything, so even a start can be sent again.
      const waitMs = Number(response.headers.get('retry-after')) * 1000
      if (failure.code !== 'OVERLOADED' || performance.now() + waitMs >= deadline) throw failure
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }

  async function read<T>(method: string, path: string, content?: Content): Promise<T> {
    const response = await request(method, path, content)
    const answer = await bodyOf(response)
    if (typeof answer !== 'object' || answer === null) throw failureOf(response, undefined)
    return answer as T // the server serializes its answers by the same contract
  }

  return {
    session: () => read('GET', '/session'),
    logIn: async (token) => void (await request('POST', '/session', json({ token }))),
    logOut: async () => void (await request('DELETE', '/session')),
    models: () => read('GET', '/models'),
    checks: () => read('GET', '/checks'),
    start: (refinement) => read('POST', '/refinements', json(refinement)),
    preflight: (refinement) => read('POST', '/refinements/preflight', json(refinement)),
    refinement: (id) => read('GET', `/refinements/${id}`),
    refinements: (query = {}) => read('GET', `/refinements${queryOf(query)}`),
    cancel: async (id) => void (await request('POST', `/refinements/${id}/cancel`)),
    steer: async (id, steering) => void (await request('POST', `/refinements/${id}/steering`, json(steering))),
    analytics: ({ days, simulated }) =>
      read('GET', `/analytics${queryOf({ days: days?.toString(), simulated: simulated?.toString() })}`),
    webhooks: () => read('GET', '/webhooks'),
    createWebhook: (webhook) => read('POST', '/webhooks', json(webhook)),
    deleteWebhook: async (id) => void (await request('DELETE', `/webhooks/${id}`)),
    testWebhook: async (id) => void (await request('POST', `/webhooks/${id}/test`)),
    webhookDeliveries: (id) => read('GET', `/webhooks/${id}/deliveries`),
    metaPrompts: () => read('GET', '/meta-prompts'),
    metaPromptHistory: (role) => read('GET', `/meta-prompts/${role}`),
    metaPromptVersion: (role, version) => read('GET', `/meta-prompts/${role}/versions/${version}`),
    saveMetaPrompt: (role, saved) => read('POST', `/meta-prompts/${role}/versions`, json(saved)),
    activateMetaPrompt: (role, wanted) => read('POST', `/meta-prompts/${role}/activate`, json(wanted)),
    previewMetaPrompt: (role, text) => read('POST', `/meta-prompts/${role}/preview`, json({ text })),
    lessons: ({ origin }) => read('GET', `/lessons${queryOf({ origin, limit: '500' })}`),
    lesson: (id) => read('GET', `/lessons/${id}`),
    setLessonState: (id, wanted) => read('POST', `/lessons/${id}/state`, json(wanted)),
    importRun: (text) => read('POST', '/refinements/import', { text, type: typeOf(text) }),
  }
}

import { connectionAdvice } from './connection-advice.ts'
import { seconds } from './durations.ts'
import { eventNames } from './event-names.ts'
import { DeployFailure } from './failure.ts'
import { runbookPages } from './runbook-pages.ts'

export interface SmokeOptions {
  /** Address of the service, without a slash at its end. */
  readonly url: string
  /** Undefined for a service that asks for none. */
  readonly accessToken: string | undefined
  readonly signal: AbortSignal
  /** Longest time for the whole test. */
  readonly limitMs?: number
}

const prompt = 'Smoke test of a deployment: write two sentences about a lighthouse, in a friendly tone.'

/**
 * Runs one refinement through the public API, as a client would: start it, follow its events to the last one, read the
 * result. The simulator answers, which is no language model, so it costs nothing and needs no key.
 * @returns one line about the result
 * @throws DeployFailure with the step that failed and what came
 */
export async function smokeTest({ url, accessToken, signal, limitMs = 60_000 }: SmokeOptions): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const start = performance.now()
  const ask = (path: string, init: RequestInit = {}) =>
    request(`${url}${path}`, { ...init, signal: limit }, accessToken)
  try {
    const { models } = (await (await ask('/api/v1/models')).json()) as Models
    const simulator = models.find(({ simulated }) => simulated)
    if (simulator === undefined) throw failure(`Expected the simulator among the models, found ${models.length} others`)
    const started = await ask('/api/v1/refinements', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, models: { target: simulator.id }, limits: { iterations: 2 } }),
    })
    const { id } = (await started.json()) as { id: string }
    const events = await readToEnd(await ask(`/api/v1/refinements/${id}/events`))
    const result = (await (await ask(`/api/v1/refinements/${id}`)).json()) as Result
    const last = events.at(-1)
    if (last !== 'run.completed' || result.status !== 'completed' || !result.simulated)
      throw failure(
        `Expected run ${id} to end with run.completed, completed and simulated; got the event ${last ?? '(none)'}, ${result.status}, ${result.simulated ? 'simulated' : 'not simulated'}`,
      )
    return `${simulator.name} refined a prompt: score ${score(result.originalScore)} to ${score(result.bestScore)}, ${events.length} events in ${seconds(performance.now() - start)} (run ${id})`
  } catch (error) {
    if (error instanceof DeployFailure || signal.aborted) throw error
    throw failure(`${url} could not be asked: ${connectionAdvice(error)}`, error)
  }
}

/** The parts of the API's answers that are looked at. */
interface Models {
  readonly models: readonly { readonly id: string; readonly name: string; readonly simulated: boolean }[]
}
interface Result {
  readonly status: string
  readonly simulated: boolean
  readonly originalScore: number | null
  readonly bestScore: number | null
}

const score = (value: number | null) => value?.toFixed(2) ?? '(none)'

const failure = (message: string, cause?: unknown) =>
  new DeployFailure(`The smoke test failed. ${message}`, { runbook: runbookPages.errors, cause })

/** @throws DeployFailure for an answer that is none of 2xx */
async function request(address: string, init: RequestInit, accessToken: string | undefined): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string> | undefined) } // only plain objects are given above
  if (accessToken !== undefined) headers['authorization'] = `Bearer ${accessToken}`
  // A redirect is not followed: the token is for this address.
  const answer = await fetch(address, { ...init, headers, redirect: 'manual' })
  if (answer.ok) return answer
  const text = (await answer.text()).slice(0, 300)
  const why =
    answer.status === 401
      ? ' The token in the configuration (mpla:accessToken) is not the one the service was started with: does the address lead to this stack?'
      : ''
  throw failure(`Expected ${address} to answer 2xx, got ${answer.status}: ${text}${why}`)
}

async function readToEnd(answer: Response): Promise<string[]> {
  const events: string[] = []
  if (answer.body) for await (const name of eventNames(answer.body)) events.push(name)
  return events
}

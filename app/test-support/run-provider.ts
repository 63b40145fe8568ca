import { createSimulatorClient } from '../llm/simulator-client.ts'
import { startStubProvider } from './stub-provider.ts'

/** A provider over HTTP for many runs, each at an address of its own, that answers a call always alike. */
export interface RunProvider {
  /** What the models of this run are given as OPENAI_BASE_URL. */
  baseUrl(run: string): string
  /** The call ids that this run has asked for, in order, without the run's id. */
  asked(run: string): string[]
  /** Lets this call of a run without answer; resolves when it has arrived. */
  withhold(run: string, callId: string): Promise<void>
  close(): Promise<void>
}

/** Numbers a call, so that two answers to one prompt differ and one that is asked again does not. */
const sampleOf = (callId: string) => [...callId].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100_003

/** @param latencyMs before each answer */
export async function startRunProvider(latencyMs = 0): Promise<RunProvider> {
  const simulator = createSimulatorClient()
  const asked = new Map<string, string[]>()
  const withheld = new Map<string, () => void>()
  const stub = await startStubProvider({
    async answer(prompt, _index, { path, idempotencyKey = '' }) {
      const run = decodeURIComponent(path.split('/')[1] ?? '')
      const callId = idempotencyKey.slice(idempotencyKey.indexOf('/') + 1)
      asked.set(run, [...(asked.get(run) ?? []), callId])
      const arrived = withheld.get(`${run} ${callId}`)
      if (arrived !== undefined) {
        withheld.delete(`${run} ${callId}`)
        arrived()
        return { hang: true }
      }
      const request = { model: 'rules-v1', prompt, temperature: 0.7, maxOutputTokens: 4_096, callId }
      const { text, usage } = await simulator.complete(
        { ...request, sample: sampleOf(callId) },
        new AbortController().signal,
      )
      return { text, usage, latencyMs }
    },
  })
  return {
    baseUrl: (run) => `${stub.url}/${encodeURIComponent(run)}/v1`,
    asked: (run) => asked.get(run) ?? [],
    withhold: (run, callId) => new Promise((resolve) => withheld.set(`${run} ${callId}`, resolve)),
    close: () => stub.close(),
  }
}

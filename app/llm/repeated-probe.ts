import type { ProbedServer } from '../contract/models.ts'
import type { ModelFacts } from './model-client.ts'
import type { OpenAiClient } from './openai-client.ts'
import type { ProviderHealth } from './provider-health.ts'
import { type ProbeOptions, probeServer } from './server-probe.ts'

/** After that a server that gave no answer is asked again, ms: it may have been started after this program. */
const again = 60_000

interface Probing {
  /** Asks now; whoever comes meanwhile shares the answer. */
  probe(signal: AbortSignal): Promise<ProbedServer>
  /** What it last said; undefined: not asked, or not answered yet. Has it asked again where there was no answer. */
  known(): ProbedServer | undefined
  /** The facts of one of its models, as far as it showed others than the catalogue has. */
  adjusted(facts: ModelFacts, model: string): ModelFacts
}

/** What a compatible server was found to take, kept for all of its models. */
export function repeatedProbe(
  client: OpenAiClient,
  options: ProbeOptions & { readonly health: ProviderHealth },
): Probing {
  const { health, now } = options
  let last: ProbedServer | undefined
  let asking: Promise<ProbedServer> | undefined
  let until: AbortSignal | undefined

  async function ask(signal: AbortSignal): Promise<ProbedServer> {
    try {
      const { server, failure } = await probeServer(client, options, signal)
      if (failure !== undefined) health.failed('openai', 'completion', failure)
      else if (server.temperature !== null) health.succeeded('openai', 'completion')
      last = server
      return server
    } finally {
      asking = undefined
    }
  }
  const probe = (signal: AbortSignal) => {
    until = signal
    asking ??= ask(signal)
    return asking
  }
  return {
    probe,
    known() {
      const isOpen = last?.temperature === null && now() - Date.parse(last.probedAt) >= again
      if (isOpen && until?.aborted === false) probe(until).catch(() => {}) // of the end of the process; all else is in `last`
      return last
    },
    adjusted(facts, model) {
      const { temperature = true, structuredOutput = false } = facts.capabilities ?? {}
      return {
        ...facts,
        capabilities: {
          temperature: temperature && !client.refused(model).has('temperature'),
          structuredOutput: last === undefined ? structuredOutput : last.structuredOutput === 'schema',
        },
      }
    },
  }
}

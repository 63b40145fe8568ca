import { createGeminiClient } from '../llm/gemini-client.ts'
import type { ModelClient } from '../llm/model-client.ts'
import { createOpenAiClient } from '../llm/openai-client.ts'
import type { CallLimits } from '../llm/provider-call.ts'

// Own waits are as short as can be; what a stub scripts as Retry-After still counts.
const quick = { timeoutMs: 10_000, maxRetries: 0, retryDelayMs: 1 }

interface HttpClient {
  readonly name: string
  /** @param url of a stub provider */
  create(url: string, limits?: Partial<CallLimits>): ModelClient
}

/** Every client that asks a provider over HTTP. */
export const httpClients: readonly HttpClient[] = [
  {
    name: 'OpenAI',
    create: (url, limits) =>
      createOpenAiClient({ apiKey: 'k', baseUrl: `${url}/v1`, isOpenAi: true, ...quick, ...limits }),
  },
  {
    name: 'an OpenAI-compatible server',
    create: (url, limits) => createOpenAiClient({ baseUrl: `${url}/v1`, ...quick, ...limits }),
  },
  {
    name: 'Gemini',
    create: (url, limits) => createGeminiClient({ apiKey: 'k', baseUrl: url, ...quick, ...limits }),
  },
]

import { afterEach } from 'vitest'
import { createModels, type ModelsOptions } from '../llm/model-catalog.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from './stub-provider.ts'

export const stubKey = 'stub-key-7Hq2ZxPw9LmT'
export const callLimits = { timeoutMs: 10_000, maxRetries: 0 }
export const never = () => new AbortController().signal

/** The models of one stub provider, which is closed after each test of the file that calls this. */
export function stubCatalog() {
  let stub: StubProvider | undefined
  afterEach(() => stub?.close())
  const start = async (scripted: StubProviderOptions = {}) => {
    stub = await startStubProvider(scripted)
    return stub
  }
  return {
    start,
    stub: () => stub,
    lists: () => stub?.requests.filter(({ method }) => method === 'GET').length,
    catalog: async (scripted: StubProviderOptions = {}, options: Partial<ModelsOptions> = {}, now?: () => number) => {
      const { url } = await start(scripted)
      const openai = { apiKey: stubKey, baseUrl: `${url}/v1`, defaultModel: 'gpt-5-mini' }
      return createModels({ openai, ...callLimits, ...options }, now)
    },
  }
}

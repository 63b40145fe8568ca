/** OpenAI itself, as the functions below its client get to know it. */
export const openAiEndpoint = {
  provider: 'openai',
  name: 'OpenAI',
  apiKey: 'k',
  baseUrl: undefined,
  keyVariable: 'OPENAI_API_KEY',
  urlVariable: 'OPENAI_BASE_URL',
} as const

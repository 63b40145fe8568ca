import { expect, test } from 'vitest'
import type { ModelList } from '../contract/models.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'

test('lists the models, the default, and the providers that could not be listed', async () => {
  const listed: ModelList = {
    models: [
      { id: 'openai:gpt-5-mini', provider: 'openai', name: 'gpt-5-mini', simulated: false },
      { id: 'simulator:rules-v1', provider: 'simulator', name: 'Simulator (not a language model)', simulated: true },
    ],
    default: 'openai:gpt-5-mini',
    unavailable: [{ provider: 'gemini', code: 'MODEL_AUTHENTICATION_FAILED', message: 'Gemini refused the key' }],
  }
  const { app } = await buildTestServer({ models: { list: async () => listed } })
  const answer = await app.inject('/api/v1/models')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual(listed)
})

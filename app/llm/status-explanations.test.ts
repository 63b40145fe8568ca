import { describe, expect, test } from 'vitest'
import { httpStatusByCode } from '../errors.ts'
import { openAiEndpoint as endpoint } from '../test-support/openai-endpoint.ts'
import { explainStatus } from './status-explanations.ts'

const explain = (status: number, reason?: string) => explainStatus({ kind: 'status', status, reason }, endpoint)

describe('An HTTP status', () => {
  test.each([
    [400, 'MODEL_REQUEST_REFUSED'],
    [401, 'MODEL_AUTHENTICATION_FAILED'],
    [402, 'MODEL_RATE_LIMITED'],
    [403, 'MODEL_AUTHENTICATION_FAILED'],
    [404, 'MODEL_REQUEST_REFUSED'],
    [408, 'MODEL_TIMED_OUT'],
    [409, 'MODEL_UNAVAILABLE'],
    [413, 'MODEL_REQUEST_REFUSED'],
    [422, 'MODEL_REQUEST_REFUSED'],
    [429, 'MODEL_RATE_LIMITED'],
    [500, 'MODEL_UNAVAILABLE'],
    [504, 'MODEL_UNAVAILABLE'],
    [529, 'MODEL_UNAVAILABLE'],
    [304, 'MODEL_ANSWER_MALFORMED'],
  ])('%i is %s', (status, code) => {
    expect(explain(status)[0]).toBe(code)
  })

  test('of any number has a code of ours, and a message with the number and what to do', () => {
    for (let status = 300; status < 600; status++) {
      const [code, message] = explain(status)
      expect(httpStatusByCode[code]).toBeGreaterThanOrEqual(500)
      expect(message).toMatch(new RegExp(`^OpenAI .+ \\(HTTP ${status}\\): .+$`))
    }
  })

  test('401 names the variable to set', () => {
    expect(explain(401)[1]).toBe('OpenAI refused the API key (HTTP 401): set a valid OPENAI_API_KEY')
  })

  test('404 points at the address only where one is set', () => {
    expect(explain(404)[1]).not.toContain('OPENAI_BASE_URL')
    const elsewhere = { ...endpoint, baseUrl: 'http://127.0.0.1/v1' }
    expect(explainStatus({ kind: 'status', status: 404 }, elsewhere)[1]).toContain('OPENAI_BASE_URL')
  })
})

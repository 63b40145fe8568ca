import type { ErrorCode } from '../errors.ts'
import type { Endpoint } from './endpoint.ts'
import type { StatusFacts } from './provider-failure.ts'

interface Explanation {
  readonly when: (facts: StatusFacts) => boolean
  readonly code: ErrorCode
  /** Our words between the provider's name and what to do. */
  readonly happened: string
  readonly advice: (endpoint: Endpoint, facts: StatusFacts) => string
}

const isSpentQuota = (facts: StatusFacts) => facts.reason === 'insufficient_quota' || facts.status === 402
const isTooLong = (facts: StatusFacts) => facts.reason === 'context_length_exceeded' || facts.status === 413

/** The first that applies explains the status. */
const explanations: readonly Explanation[] = [
  {
    when: ({ status }) => status === 401 || status === 403,
    code: 'MODEL_AUTHENTICATION_FAILED',
    happened: 'refused the API key',
    advice: ({ keyVariable }) => `set a valid ${keyVariable}`,
  },
  {
    when: (facts) => isSpentQuota(facts) && facts.status === 429,
    code: 'MODEL_RATE_LIMITED',
    happened: 'says that the quota of the key is spent',
    advice: ({ keyVariable }) => `add credit to its account, or set another ${keyVariable}`,
  },
  {
    when: ({ status }) => status === 429,
    code: 'MODEL_RATE_LIMITED',
    happened: 'limits how often it is asked',
    advice: (_, { retryAfterMs }) =>
      retryAfterMs === undefined ? 'try again later' : `try again in ${Math.ceil(retryAfterMs / 1_000)} s`,
  },
  {
    when: isSpentQuota,
    // Not refused: nothing is wrong with the request, and every other one fares the same.
    code: 'MODEL_RATE_LIMITED',
    happened: 'wants to be paid',
    advice: ({ keyVariable }) => `add credit to the account of ${keyVariable}`,
  },
  {
    when: isTooLong,
    code: 'MODEL_REQUEST_REFUSED',
    happened: 'finds the prompt too long for this model',
    advice: () => 'shorten it, or choose another model',
  },
  {
    when: ({ status }) => status === 408,
    code: 'MODEL_TIMED_OUT',
    happened: 'gave up waiting',
    advice: () => 'try again',
  },
  {
    when: ({ status }) => status === 409 || status >= 500,
    code: 'MODEL_UNAVAILABLE',
    happened: 'failed',
    advice: () => 'try again later',
  },
  {
    when: ({ status }) => status === 404,
    code: 'MODEL_REQUEST_REFUSED',
    happened: 'does not serve this model at this address',
    advice: ({ baseUrl, urlVariable }) =>
      `choose a model that GET /api/v1/models lists${baseUrl === undefined ? '' : `, and check ${urlVariable}`}`,
  },
  {
    when: ({ status }) => status >= 400,
    code: 'MODEL_REQUEST_REFUSED',
    happened: 'refused the request',
    advice: () => 'this model may not take such a prompt or temperature; change them, or choose another model',
  },
  {
    when: () => true,
    code: 'MODEL_ANSWER_MALFORMED',
    happened: 'answered with a status that is neither a completion nor an error',
    advice: ({ baseUrl, urlVariable }) => (baseUrl === undefined ? 'try again later' : `check ${urlVariable}`),
  },
]

/** Code and message for an HTTP status, for example "OpenAI refused the API key (HTTP 401): set a valid OPENAI_API_KEY". */
export function explainStatus(facts: StatusFacts, endpoint: Endpoint): readonly [ErrorCode, string] {
  const found = explanations.find(({ when }) => when(facts))
  if (found === undefined) throw new Error('The last explanation applies to every status') // holds by its `when`
  const { code, happened, advice } = found
  return [code, `${endpoint.name} ${happened} (HTTP ${facts.status}): ${advice(endpoint, facts)}`]
}

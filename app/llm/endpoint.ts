import type { Provider } from '../contract/models.ts'

/** One provider as the operator configured it, with the words that our messages use for it. */
export interface Endpoint {
  readonly provider: Provider
  /** Begins and fits inside a sentence: `OpenAI`, `Gemini`, `The OpenAI-compatible server`. */
  readonly name: string
  readonly apiKey: string | undefined
  readonly baseUrl: string | undefined
  /** The variables that messages tell the operator to look at. */
  readonly keyVariable: string
  readonly urlVariable: string
}

/**
 * Checks what the operator set before any request is made with it.
 * @throws Error naming the variable when a key could not travel in an HTTP header (fetch would quote it in its own
 * message) or an address is no http(s) URL or carries a password (fetch refuses those, quoting them too).
 */
export function checkedEndpoint(endpoint: Endpoint): Endpoint {
  const apiKey = endpoint.apiKey?.trim() // secret stores and files like to add a newline
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey))
    throw new Error(
      `${endpoint.keyVariable} is expected to be printable ASCII without spaces, but is empty or has other characters: copy the key again`,
    )
  if (endpoint.baseUrl !== undefined) {
    const url = URL.parse(endpoint.baseUrl)
    if (url === null || !/^https?:$/.test(url.protocol))
      throw new Error(
        `${endpoint.urlVariable} is expected to be an http(s) URL: give the address of the API, without quotes`,
      )
    if (url.username !== '' || url.password !== '')
      throw new Error(
        `${endpoint.urlVariable} must not carry a user name or password: put the key into ${endpoint.keyVariable}`,
      )
  }
  return { ...endpoint, apiKey }
}

/** OpenAI itself, not a server that imitates its API: the two differ in parameters and in what they list. */
export const isOpenAi = (baseUrl: string | undefined): boolean =>
  baseUrl === undefined || /(^|\.)openai\.com$/.test(URL.parse(baseUrl)?.hostname ?? '')

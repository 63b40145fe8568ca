import { ProviderFailure } from './provider-failure.ts'

/**
 * Far beyond what 4,096 tokens take in the wordiest stream (about 2 MB), far below what a process can hold for each of its calls.
 */
export const usualAnswerBytes = 16 * 1024 * 1024

/**
 * The same fetch, whose answers break off beyond so many bytes. Otherwise a server that never ends a line, or sends for
 * as long as a call may take, fills the memory: the SDKs hold a line until it ends, and set no limit.
 * @throws ProviderFailure oversized, while the body is read
 */
export function limitedFetch(mostBytes: number, plain: typeof fetch = fetch): typeof fetch {
  return async (url, init) => {
    const response = await plain(url, init)
    if (response.body === null) return response
    let bytes = 0
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > mostBytes)
          throw new ProviderFailure({ kind: 'oversized', mostBytes }, `more than ${mostBytes} bytes`)
        controller.enqueue(chunk)
      },
    })
    const { status, statusText, headers } = response
    return new Response(response.body.pipeThrough(counting), { status, statusText, headers })
  }
}

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
    const reader = response.body.getReader()
    let bytes = 0
    // Not a TransformStream, which takes twice the time for each of the hundreds of pieces of an answer.
    const counted = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await reader.read()
          if (done) return controller.close()
          bytes += value.byteLength
          if (bytes <= mostBytes) return controller.enqueue(value)
          const failure = new ProviderFailure({ kind: 'oversized', mostBytes }, `more than ${mostBytes} bytes`)
          // Else the server would go on sending.
          void reader.cancel(failure).catch(() => {})
          throw failure
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    )
    const { status, statusText, headers } = response
    return new Response(counted, { status, statusText, headers })
  }
}

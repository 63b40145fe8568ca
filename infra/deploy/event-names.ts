/**
 * The names of the events of a server-sent event stream, as they arrive; comments and fields of other kinds are passed
 * over (WHATWG HTML, "Server-sent events", reduced to what the smoke test looks at).
 */
export async function* eventNames(body: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('event:')) yield line.slice('event:'.length).trim()
  }
}

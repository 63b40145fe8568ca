import { expect, test } from 'vitest'
import { eventNames } from './event-names.ts'

/** The names in a stream that arrives in the given pieces. */
async function namesOf(pieces: readonly string[]): Promise<string[]> {
  const names: string[] = []
  for await (const name of eventNames(ReadableStream.from(pieces.map((piece) => new TextEncoder().encode(piece)))))
    names.push(name)
  return names
}
const stream = ':hello\n\nid: 1\nevent: run.started\ndata: {"event:":"é"}\n\nevent:run.completed\r\ndata: {}\r\n\r\n'

test('names events in their order, and neither comments nor data', async () => {
  expect(await namesOf([stream])).toEqual(['run.started', 'run.completed'])
})

test('pieces may be cut anywhere', async () => {
  for (let cut = 1; cut < stream.length; cut += 1)
    expect(await namesOf([stream.slice(0, cut), stream.slice(cut)])).toEqual(['run.started', 'run.completed'])
})

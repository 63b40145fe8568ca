import type { RefinementEvent } from '../contract/refinement-events.ts'

/**
 * The bytes of an event in a stream. All who follow a run are given the same events, so each is put into words once
 * however many they are, and its bytes are let go with it.
 */
export function eventFrames(): (event: RefinementEvent) => Buffer {
  const frames = new WeakMap<RefinementEvent, Buffer>()
  return (event) => {
    let frame = frames.get(event)
    if (frame === undefined) {
      // JSON has no line break outside of its strings, and none inside.
      frame = Buffer.from(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      frames.set(event, frame)
    }
    return frame
  }
}

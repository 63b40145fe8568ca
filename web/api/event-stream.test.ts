import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventTypes } from '../../app/contract/refinement-events.ts'
import { improvedRun, runId } from '../test-support/example-run.ts'
import { openEventStream } from './event-stream.ts'

/** happy-dom has no EventSource. Real reconnection is shown in Chromium; here only what we make of its events. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static newest: FakeEventSource
  readonly url: string
  readyState = 0
  onopen: (() => void) | null = null
  onerror: ((event: Event) => void) | null = null
  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.newest = this
  }
  close() {
    this.readyState = FakeEventSource.CLOSED
  }
}

beforeEach(() => void vi.stubGlobal('EventSource', FakeEventSource))
afterEach(() => void vi.unstubAllGlobals())

function opened(afterSeq = 0) {
  const handlers = { onOpen: vi.fn(), onEvent: vi.fn(), onInterrupted: vi.fn(), onRefused: vi.fn() }
  const close = openEventStream(runId, afterSeq, handlers)
  return { handlers, close, source: FakeEventSource.newest }
}

test('asks for the events after the last one it has', () => {
  expect(opened(7).source.url).toBe(`/api/v1/refinements/${runId}/events?after=7`)
})

test.each(eventTypes)('delivers %s', (type) => {
  const { handlers, source } = opened()
  const sent = { ...improvedRun[0], type }
  source.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(sent) }))
  expect(handlers.onEvent).toHaveBeenCalledExactlyOnceWith(sent)
})

test('tells an interruption, after which the browser reconnects, from a refusal', () => {
  const { handlers, source } = opened()
  source.onerror?.(new Event('error'))
  expect([handlers.onInterrupted.mock.calls.length, handlers.onRefused.mock.calls.length]).toEqual([1, 0])
  source.readyState = FakeEventSource.CLOSED
  source.onerror?.(new Event('error'))
  expect([handlers.onInterrupted.mock.calls.length, handlers.onRefused.mock.calls.length]).toEqual([1, 1])
})

test('an error event of the server ends the stream, so that the browser does not ask again at once', () => {
  const { handlers, source } = opened()
  source.onerror?.(new MessageEvent('error', { data: '{"code":"DATABASE_UNAVAILABLE"}' }))
  expect([source.readyState, handlers.onRefused.mock.calls.length]).toEqual([FakeEventSource.CLOSED, 1])
})

test('closes', () => {
  const { close, source } = opened()
  close()
  expect(source.readyState).toBe(FakeEventSource.CLOSED)
})

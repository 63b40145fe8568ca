import { expect, test } from 'vitest'
import { eventFrames } from './event-frames.ts'

const event = (reason: string) =>
  ({ seq: 7, type: 'run.resumed', at: '2026-01-02T03:04:05.000Z', data: { reason } }) as const

test('an event is put into bytes once, however many follow it', () => {
  const frameOf = eventFrames()
  const one = event('one')
  expect(frameOf(one)).toBe(frameOf(one))
  expect(frameOf(event('another')).toString()).toContain('"another"')
})

test('whatever an event says stays on one line of data, so that nothing in it ends the message', () => {
  const said = event('a\nb\r\n\r\ndata: c\u2028\u0000 ü 😀 \ud800')
  const [id, type, data, ...rest] = eventFrames()(said).toString().split('\n')
  expect([id, type, rest]).toEqual(['id: 7', 'event: run.resumed', ['', '']])
  expect(data).not.toContain('\r')
  expect(JSON.parse(data?.replace(/^data: /, '') ?? '')).toEqual(said)
})

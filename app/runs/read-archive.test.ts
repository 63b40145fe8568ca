import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTerminal, type RefinementEvent } from '../contract/refinement-events.ts'
import type { RunArchive } from '../contract/run-archive.ts'
import { foldEvents } from '../refinement/fold.ts'
import { endedRuns } from '../test-support/random-runs.ts'
import { contentHash, mostEvents, readArchive } from './read-archive.ts'
import { archiveAsJson, archiveAsLines } from './write-archive.ts'

const id = '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10'
const archiveOf = (events: readonly RefinementEvent[]): RunArchive => ({
  format: 'mpla-run',
  version: 1,
  exportedBy: 'mpla 1.2.3',
  run: { id, status: foldEvents(events).status },
  events,
})
const [example = []] = fc.sample(
  endedRuns.filter((events) => events.at(-1)?.type === 'run.completed' && events.length > 8),
  { numRuns: 1, seed: 1 },
)
const lines = () => archiveAsLines(archiveOf(example)).split('\n')
const refused = (body: unknown, message: RegExp) =>
  expect(() => readArchive(body)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST', message: expect.stringMatching(message) })) // biome-ignore format: one shape

test('whatever happened in a run, both forms of its file bring back every event and the same state', () => {
  const ends = new Set<string>()
  fc.assert(
    fc.property(endedRuns, (events) => {
      const archive = archiveOf(events)
      const { events: _, ...header } = archive
      for (const body of [archiveAsLines(archive), JSON.parse(archiveAsJson(archive))]) {
        const read = readArchive(body)
        expect(read.events).toEqual(events)
        expect(read.header).toEqual(header)
        expect(read.state).toEqual(foldEvents(events))
        expect(contentHash(read.events)).toBe(contentHash(events))
      }
      ends.add(events.at(-1)?.type ?? '')
    }),
    { numRuns: 60, seed: 2 },
  )
  expect([...ends].sort()).toEqual(['run.cancelled', 'run.completed', 'run.failed'])
})

test('no file that lacks an event, or has one twice or elsewhere, is read as a run', () => {
  for (let index = 0; index < example.length; index++) {
    const without = example.toSpliced(index, 1)
    refused({ ...archiveOf(example), events: without }, /^(events\/\d+|body): /)
    const event = example[index]
    if (event !== undefined) refused({ ...archiveOf(example), events: example.toSpliced(index, 0, event) }, /^events\//)
  }
  expect(example.length).toBeGreaterThan(8)
})

test('names the line that is wrong, counted as an editor does', () => {
  const broken = lines().with(3, '{"seq": 3')
  refused(broken.join('\n'), /^line 4: expected JSON/)
  refused(['', '', ...broken].join('\n'), /^line 6: expected JSON/)
  refused(lines().with(2, '{"type":"run.invented"}').join('\n'), /^line 3: expected an event whose type is one of run\.started, /)
  refused(lines().with(2, 'null').join('\n'), /^line 3: expected an event/)
  refused(lines().toSpliced(2, 1).join('\n'), /^line 3: Event 3 .* cannot follow event 1: expected number 2$/)
}) // biome-ignore format: a table

test.each<[why: string, change: (event: Record<string, unknown>) => unknown, message: RegExp]>([
  ['an unknown key', (event) => ({ ...event, note: 1 }), /^events\/0: the run\.started event must not have the key "note"/],
  ['a missing key', ({ at: _, ...event }) => event, /^events\/0: the run\.started event must have the key "at"/],
  ['a value out of range', (event) => ({ ...event, data: { ...example[0]?.data, temperature: 3 } }), /data\/temperature must be <= 2; got 3$/],
  ['a time without milliseconds', (event) => ({ ...event, at: '2026-05-04T09:30:00Z' }), /^events\/0: at: expected a time in UTC/],
  ['a time that is none', (event) => ({ ...event, at: 'yesterday' }), /^events\/0: /],
])('refuses an event with %s', (_why, change, message) => {
  const [first, ...others] = example
  refused({ ...archiveOf(example), events: [change({ ...first }), ...others] }, message)
}) // biome-ignore format: a table

test.each<[why: string, body: unknown, message: RegExp]>([
  ['nothing', undefined, /^body: expected an exported run/],
  ['no object', 7, /^body: expected an exported run/],
  ['an empty text', '', /^line 1: /],
  ['another format', { ...archiveOf(example), format: 'zip' }, /^body: the header\/format must be one of mpla-run; got "zip"$/],
  ['a version of tomorrow', { ...archiveOf(example), version: 2 }, /^body: the header\/version must be one of 1; got 2$/],
  ['no events', { ...archiveOf(example), events: [] }, /^body: expected a run that has ended/],
  ['a run that goes on', { ...archiveOf(example), events: example.slice(0, -1) }, /^events\/\d+: expected a run that has ended/],
  ['a status that the events do not have', { ...archiveOf(example), run: { id, status: 'failed' } }, /^body: run\/status is failed, but the events end as completed$/],
  ['more events than are folded', { ...archiveOf(example), events: Array(mostEvents + 1).fill({}) }, /^Expected at most 5000 events, found 5001$/],
  ['a prototype in place of a header', JSON.parse('{"__proto__": {"format": "mpla-run"}, "events": []}'), /^body: the header must have/],
])('refuses %s', (_why, body, message) => refused(body, message)) // biome-ignore format: a table

test('the hash says whether events are the same, whatever the order of keys', () => {
  const turned = example.map(
    (event) => Object.fromEntries(Object.entries(event).reverse()) as unknown as RefinementEvent,
  )
  expect(contentHash(turned)).toBe(contentHash(example))
  expect(contentHash(example.with(0, { ...example[0], at: '2026-01-01T00:00:00.000Z' } as RefinementEvent))).not.toBe(
    contentHash(example),
  )
  expect(isTerminal(example.at(-1) ?? { type: 'run.started' })).toBe(true)
})

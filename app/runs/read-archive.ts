import { createHash } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { StreamedEvent } from '../contract/event-stream.ts'
import { type EventType, eventTypes, type RefinementEvent } from '../contract/refinement-events.ts'
import { RunArchiveHeader } from '../contract/run-archive.ts'
import { AppError } from '../errors.ts'
import { isEnded } from '../refinement/event-order.ts'
import { applyEvent } from '../refinement/fold.ts'
import { initialState, type RunState } from '../refinement/run-state.ts'
import { explain } from '../schema-errors.ts'

/** Folding takes time for each event and version; a run of 300 model calls has about 1,000 events. */
export const mostEvents = 5_000

/** What was read, and where it stood, so that a mistake can be pointed at. */
interface Part {
  readonly where: string
  readonly value: unknown
}

export interface ReadArchive {
  readonly header: RunArchiveHeader
  readonly events: readonly RefinementEvent[]
  readonly state: RunState
}

/**
 * Reads an exported run and makes sure that it is one: each event by the contract, their order by the fold.
 * @param body text of JSON Lines, or the parsed envelope
 * @throws AppError INVALID_REQUEST naming the first place that is wrong, and what was expected there
 */
export function readArchive(body: unknown): ReadArchive {
  const [first, events] = typeof body === 'string' ? fromLines(body) : fromEnvelope(body)
  const header = checkedHeader(first)
  if (events.length > mostEvents)
    throw new AppError('INVALID_REQUEST', `Expected at most ${mostEvents} events, found ${events.length}`)
  let state = initialState
  const checked = events.map((part) => {
    const event = checkedEvent(part)
    state = following(state, event, part.where)
    return event
  })
  if (!isEnded(state))
    throw refusal(events.at(-1)?.where ?? first.where, 'expected a run that has ended, but its last event ends none')
  if (state.status !== header.run.status)
    throw refusal(first.where, `run/status is ${header.run.status}, but the events end as ${state.status}`)
  return { header, events: checked, state }
}

function fromLines(text: string): [Part, Part[]] {
  const parts = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const where = `line ${index + 1}`
    try {
      return [{ where, value: JSON.parse(line) as unknown }]
    } catch {
      throw refusal(where, 'expected JSON, found something else')
    }
  })
  const [first = { where: 'line 1', value: undefined }, ...events] = parts
  return [first, events]
}

function fromEnvelope(body: unknown): [Part, Part[]] {
  const where = 'body'
  if (typeof body !== 'object' || body === null || !('events' in body) || !Array.isArray(body.events))
    throw refusal(where, 'expected an exported run with its list of events')
  const { events, ...header } = body
  const parts = events.map((value: unknown, index): Part => ({ where: `events/${index}`, value }))
  return [{ where, value: header }, parts]
}

function checkedHeader({ where, value }: Part): RunArchiveHeader {
  const validator = Compile(RunArchiveHeader)
  if (validator.Check(value)) return value
  throw refusal(where, explain(validator.Errors(value), RunArchiveHeader, value, 'the header'))
}

type EventSchema = (typeof StreamedEvent.anyOf)[number]
/** By type, because the errors of a union name every type that an event is not. Compiled when first needed. */
const validators = new Map<EventType, ReturnType<typeof Compile<EventSchema>>>()

function validatorOf(type: EventType) {
  const known = validators.get(type)
  if (known !== undefined) return known
  // The union is made from this very list.
  const validator = Compile(StreamedEvent.anyOf[eventTypes.indexOf(type)] as EventSchema)
  validators.set(type, validator)
  return validator
}

function checkedEvent({ where, value }: Part): RefinementEvent {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  const known = eventTypes.find((name) => name === type)
  if (known === undefined) throw refusal(where, `expected an event whose type is one of ${eventTypes.join(', ')}`)
  const validator = validatorOf(known)
  if (!validator.Check(value))
    throw refusal(where, explain(validator.Errors(value), validator.Type(), value, `the ${known} event`))
  const event = value as RefinementEvent // checked by the schema of its type
  const time = new Date(event.at)
  if (Number.isNaN(time.getTime()) || time.toISOString() !== event.at)
    throw refusal(where, 'at: expected a time in UTC with milliseconds, like 2026-05-04T09:30:00.000Z')
  return event
}

function following(state: RunState, event: RefinementEvent, where: string): RunState {
  try {
    return applyEvent(state, event)
  } catch (error) {
    throw refusal(where, error instanceof Error ? error.message : 'the event cannot follow the ones before it')
  }
}

const refusal = (where: string, why: string) => new AppError('INVALID_REQUEST', `${where}: ${why}`)

/** The same for the same events, in whatever order their keys stand. */
export const contentHash = (events: readonly RefinementEvent[]): string =>
  createHash('sha256').update(JSON.stringify(events, sortedKeys)).digest('hex')

const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

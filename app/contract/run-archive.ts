import { type Static, Type } from 'typebox'
import { StreamedEvent } from './event-stream.ts'
import type { RefinementEvent } from './refinement-events.ts'
import { RunId, RunStatus } from './refinements.ts'

const closed = { additionalProperties: false } as const

/** A run as a file: the first line of JSON Lines, or all of the envelope but `events`. */
export const RunArchiveHeader = Type.Object(
  {
    format: Type.Enum(['mpla-run']),
    version: Type.Enum([1], { description: 'Grows when a reader of today could not read the file' }),
    exportedBy: Type.String({ maxLength: 100, examples: ['mpla 1.2.3'] }),
    run: Type.Object({ id: RunId, status: RunStatus }, closed),
  },
  closed,
)
export type RunArchiveHeader = Static<typeof RunArchiveHeader>

const exampleHeader: RunArchiveHeader = {
  format: 'mpla-run',
  version: 1,
  exportedBy: 'mpla 1.2.3',
  run: { id: '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10', status: 'cancelled' },
}
const exampleEvents = [
  {
    seq: 1,
    at: '2026-05-04T09:30:00.000Z',
    type: 'run.started',
    data: {
      prompt: 'Write about our new product.',
      models: { target: 'simulator:rules-v1' },
      temperature: 0.7,
      limits: { iterations: 4, maxTokens: 50_000 },
      simulated: true,
    },
  },
  { seq: 2, at: '2026-05-04T09:30:01.000Z', type: 'run.cancelled', data: { best: null } },
]

/** For the API documentation; its TypeScript type is `RunArchive`. */
export const RunArchiveSchema = Type.Object(
  { ...RunArchiveHeader.properties, events: Type.Array(StreamedEvent) },
  {
    ...closed,
    description: 'A run with all its events, which are the whole truth about it',
    examples: [{ ...exampleHeader, events: exampleEvents }],
  },
)

/** The same as JSON Lines: the header, then an event on each line. */
export const RunArchiveLines = Type.String({
  description: 'JSON Lines: the envelope without its events, then one event on each line',
  examples: [`${[exampleHeader, ...exampleEvents].map((line) => JSON.stringify(line)).join('\n')}\n`],
})

export interface RunArchive extends RunArchiveHeader {
  readonly events: readonly RefinementEvent[]
}

export const ExportQuery = Type.Object(
  { format: Type.Optional(Type.Enum(['json', 'jsonl'], { default: 'json' })) },
  closed,
)

export const RefinementImported = Type.Object(
  {
    id: RunId,
    status: RunStatus,
    isNew: Type.Boolean({ description: 'false: the same events were imported before, as this run' }),
  },
  {
    ...closed,
    description: 'The run under its id here',
    examples: [{ id: '8d8ac610-566d-4ef0-9c22-186b2a5ed793', status: 'completed', isNew: true }],
  },
)
export type RefinementImported = Static<typeof RefinementImported>

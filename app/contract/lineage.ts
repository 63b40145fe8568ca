import { type Static, Type } from 'typebox'
import { Change } from './refinement-events.ts'
import { PromptVersion } from './refinements.ts'
import { DiffPart } from './text-diff.ts'

const closed = { additionalProperties: false } as const
const VersionNumber = Type.Integer({ minimum: 0 })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const VersionSummary = Type.Object(
  {
    version: VersionNumber,
    parent: Nullable(VersionNumber),
    score: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    kept: Nullable(Type.Boolean({ description: 'Whether it became the best; null: not decided yet' })),
    isBest: Type.Boolean({ description: 'The best version so far' }),
    changes: Type.Array(Change),
  },
  { ...closed, examples: [{ version: 1, parent: 0, score: 0.9, kept: true, isBest: true, changes: [] }] },
)
export type VersionSummary = Static<typeof VersionSummary>

export const VersionList = Type.Object(
  { versions: Type.Array(VersionSummary) },
  { ...closed, description: 'The versions of a run, in the order they were proposed' },
)
export type VersionList = Static<typeof VersionList>

export const VersionDetail = Type.Object(
  {
    ...PromptVersion.properties,
    isBest: VersionSummary.properties.isBest,
    ancestors: Type.Array(VersionNumber, { description: 'Its parent, the parent of that, … down to version 0' }),
    diff: Type.Array(DiffPart, {
      description: 'From its parent, in whole lines with their line breaks; all is added in version 0',
    }),
  },
  { ...closed, description: 'A version with its answers, how it was measured, and what it changed' },
)
export type VersionDetail = Static<typeof VersionDetail>

const exampleNodes = [
  { version: 0, parent: null, score: 0.5, kept: true, isBest: false, changes: [] },
  { version: 1, parent: 0, score: 0.9, kept: true, isBest: true, changes: [] },
]

export const Lineage = Type.Object(
  {
    nodes: Type.Array(VersionSummary),
    edges: Type.Array(
      Type.Object(
        {
          from: VersionNumber,
          to: VersionNumber,
          rules: Type.Array(Type.String(), { description: 'What was changed on the way, by rule' }),
        },
        closed,
      ),
    ),
  },
  {
    ...closed,
    description: 'How the versions of a run descend from each other: a tree whose root is version 0',
    examples: [{ nodes: exampleNodes, edges: [{ from: 0, to: 1, rules: ['output-format'] }] }],
  },
)
export type Lineage = Static<typeof Lineage>

import { type Static, Type } from 'typebox'
import { AssistantRole } from './run-input.ts'
import { DiffPart } from './text-diff.ts'

const closed = { additionalProperties: false } as const
const Version = Type.Integer({ minimum: 1, description: 'Counts from 1 within a role' })

export const MetaPromptPlaceholder = Type.Object(
  {
    name: Type.String({ description: 'Stands between double braces', examples: ['evidence'] }),
    required: Type.Boolean({ description: 'true: a meta-prompt of the role without it is refused' }),
    description: Type.String({ description: 'What stands in its place when a model is asked' }),
  },
  closed,
)
export type MetaPromptPlaceholder = Static<typeof MetaPromptPlaceholder>

const summary = {
  version: Version,
  origin: Type.Enum(['shipped', 'author'], { description: 'Came with a release, or was written here' }),
  note: Type.String({ description: 'Why it was written' }),
  createdAt: Type.String({ format: 'date-time' }),
  active: Type.Boolean({ description: 'true: new runs use it' }),
}

export const MetaPromptVersion = Type.Object(
  { role: AssistantRole, ...summary, text: Type.String() },
  { ...closed, description: 'A text that says how a model works in a role; never changed once stored' },
)
export type MetaPromptVersion = Static<typeof MetaPromptVersion>

export const MetaPromptSummary = Type.Object(
  { ...summary, characters: Type.Integer({ minimum: 0, description: 'Length of the text' }) },
  closed,
)
export type MetaPromptSummary = Static<typeof MetaPromptSummary>

export const MetaPrompt = Type.Object(
  {
    role: AssistantRole,
    description: Type.String({ description: 'What a model does in this role' }),
    placeholders: Type.Array(MetaPromptPlaceholder),
    active: MetaPromptVersion,
    latestVersion: Version,
    newerDefault: Type.Union([Version, Type.Null()], {
      description: 'A default that came with a later release than the active version and is not in use; null: none',
    }),
  },
  { ...closed, description: 'The active meta-prompt of a role' },
)
export type MetaPrompt = Static<typeof MetaPrompt>

export const MetaPromptList = Type.Object(
  { items: Type.Array(MetaPrompt) },
  { ...closed, description: 'Every role with its active meta-prompt' },
)
export type MetaPromptList = Static<typeof MetaPromptList>

export const MetaPromptHistory = Type.Object(
  { role: AssistantRole, activeVersion: Version, latestVersion: Version, versions: Type.Array(MetaPromptSummary) },
  { ...closed, description: 'All versions of a role’s meta-prompt, newest first' },
)
export type MetaPromptHistory = Static<typeof MetaPromptHistory>

/** Longest text of a meta-prompt, in characters; the longest default has about a seventh of it. */
export const longestMetaPrompt = 20_000
const Text = Type.String({ minLength: 1, maxLength: longestMetaPrompt })

export const SaveMetaPrompt = Type.Object(
  {
    text: { ...Text, description: 'With every placeholder that the role needs, and no others' },
    note: Type.Optional(
      Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$', description: 'Why it was written', default: '' }),
    ),
    activate: Type.Optional(Type.Boolean({ description: 'true: new runs use it at once', default: false })),
    expectedVersion: {
      ...Version,
      description: 'The newest version that the editor saw; refused when there is a newer one',
    },
  },
  {
    ...closed,
    description: 'A new version of a meta-prompt',
    examples: [
      {
        text: 'Improve this prompt:\n{{prompt}}\nAnswers to it:\n{{evidence}}\nReply with the new prompt in one fenced block.',
        note: 'Shorter',
        activate: true,
        expectedVersion: 1,
      },
    ],
  },
)
export type SaveMetaPrompt = Static<typeof SaveMetaPrompt>

export const ActivateMetaPrompt = Type.Object(
  {
    version: Version,
    expectedActive: {
      ...Version,
      description: 'The version that is active as far as the editor knows; refused when another one is',
    },
  },
  { ...closed, description: 'Makes a stored version the active one', examples: [{ version: 1, expectedActive: 2 }] },
)
export type ActivateMetaPrompt = Static<typeof ActivateMetaPrompt>

export const MetaPromptDiffQuery = Type.Object(
  {
    from: Version,
    to: Version,
    by: Type.Optional(Type.Enum(['words', 'lines'], { default: 'words' })),
  },
  closed,
)
export type MetaPromptDiffQuery = Static<typeof MetaPromptDiffQuery>

export const MetaPromptDiff = Type.Object(
  {
    role: AssistantRole,
    from: Version,
    to: Version,
    parts: Type.Array(DiffPart, { description: 'From `from` to `to`' }),
  },
  { ...closed, description: 'What changed between two versions' },
)
export type MetaPromptDiff = Static<typeof MetaPromptDiff>

export const PreviewMetaPrompt = Type.Object(
  { text: Type.String({ maxLength: 2 * longestMetaPrompt }) },
  {
    ...closed,
    description: 'A text that may become a meta-prompt',
    examples: [{ text: 'Improve this prompt:\n{{prompt}}\nAnswers to it:\n{{evidence}}' }],
  },
)
export type PreviewMetaPrompt = Static<typeof PreviewMetaPrompt>

export const MetaPromptPreview = Type.Object(
  {
    problems: Type.Array(Type.String(), {
      description: 'What keeps it from being saved, in sentences; empty: nothing',
    }),
    text: Type.String({ description: 'What a model would get, for an example' }),
    tokens: Type.Integer({ minimum: 0, description: 'Estimated for that text' }),
  },
  { ...closed, description: 'What a meta-prompt makes of an example' },
)
export type MetaPromptPreview = Static<typeof MetaPromptPreview>

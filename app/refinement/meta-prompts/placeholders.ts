/** How the value of a placeholder stands in the text. */
type PlaceholderKind =
  /** Fenced, because somebody else wrote it: it may contain instructions and fences of its own. */
  | 'material'
  /** As it is: a number, a list of names, or words of ours. */
  | 'words'

export interface Placeholder {
  readonly kind: PlaceholderKind
  readonly description: string
}

/** Everything that meta-prompts can be told, by the name between the braces. */
export const placeholders = {
  prompt: { kind: 'material', description: 'The prompt to work on: the best version so far' },
  original: { kind: 'material', description: 'What the author wrote at first, whose intent counts' },
  evidence: {
    kind: 'material',
    description: 'Answers to the prompt, best first: test input, expected answer, answer, score, checks that failed',
  },
  failures: { kind: 'material', description: 'Checks that failed, the most costly first, with what they found' },
  tried: { kind: 'material', description: 'Rewrites that were measured and dropped, and why' },
  flaws: { kind: 'material', description: 'What the analyser found, each with a quote' },
  lessons: { kind: 'material', description: 'What earlier runs have shown to help' },
  feedback: { kind: 'material', description: 'What the author has said about this run' },
  variables: { kind: 'words', description: 'Names in double braces that the new prompt must contain' },
  limit: { kind: 'words', description: 'Most characters that the new prompt may have' },
  task: { kind: 'words', description: 'What was asked, with its test input and the expected answer, each set apart' },
  answer: { kind: 'words', description: 'The answer to judge, set apart' },
  criteria: { kind: 'words', description: 'The criteria, each with its levels' },
  schema: { kind: 'words', description: 'The JSON schema of the reply' },
  examples: { kind: 'material', description: 'Test inputs that there are already' },
  count: { kind: 'words', description: 'How many test inputs to write' },
  form: { kind: 'words', description: 'The form of the reply that the program can read' },
} as const satisfies Readonly<Record<string, Placeholder>>

export type PlaceholderName = keyof typeof placeholders

/** A name in double braces, as in the prompts of authors; blanks beside the name are allowed. */
export const namePattern = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu

/** Whether a text says where this is to stand. */
export const hasPlaceholder = (template: string, wanted: PlaceholderName): boolean =>
  [...template.matchAll(namePattern)].some(([, name]) => name === wanted)

export const isPlaceholder = (name: string): name is PlaceholderName => Object.hasOwn(placeholders, name)

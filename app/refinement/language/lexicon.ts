/** Languages whose prompts are read for their wording and can be rewritten. One file each beside this one. */
export const languages = ['en', 'de', 'fr', 'es'] as const
export type Language = (typeof languages)[number]

/** What kind of work a prompt asks for. */
export const taskKinds = [
  'translate',
  'summarise',
  'edit',
  'extract',
  'classify',
  'analyse',
  'explain',
  'code',
  'plan',
  'list',
  'email',
  'write',
  'question',
  'other',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** Forms of an answer that can be checked without a model. */
export const outputFormats = [
  'json',
  'csv',
  'table',
  'numbered',
  'bullets',
  'list',
  'code',
  'email',
  'one-word',
  'yes-no',
] as const
export type OutputFormat = (typeof outputFormats)[number]

/** What a prompt can say beside its bare task. */
export const qualities = [
  'format',
  'criteria',
  'constraints',
  'context',
  'wording',
  'length',
  'examples',
  'role',
  'self-check',
] as const
export type Quality = (typeof qualities)[number]

export const limitUnits = ['word', 'character', 'sentence', 'paragraph', 'bullet', 'item'] as const
export type LimitUnit = (typeof limitUnits)[number]

/**
 * How one language says the things that prompts and answers are read for. Strings are sources of regular expressions,
 * matched as whole words without regard to case; write `'` for every apostrophe.
 */
export interface Lexicon {
  readonly language: Language
  /** The commonest words: they tell languages apart and are never key terms. */
  readonly stopWords: ReadonlySet<string>
  /** Words about the answer, not about its subject (write, list, short): never key terms. */
  readonly requestWords: ReadonlySet<string>
  /** Words that leave the reader to guess how much, which or how. */
  readonly vagueWords: string
  /** What begins a clause about the reader or about what to leave out, and so not about the subject. */
  readonly asides: string
  /** Imperatives by kind of task. `question` holds the words that begin a question. */
  readonly tasks: Readonly<Record<Exclude<TaskKind, 'email' | 'other'>, string>>
  /** Phrases that ask for a form, the most specific first. */
  readonly formats: readonly (readonly [OutputFormat, string])[]
  readonly limits: LimitWords
  /** Names that authors give to the parts of a prompt, as headings or labels. */
  readonly labels: Readonly<Record<Quality, string>>
  /** Phrases by which a prompt says the same without a heading. */
  readonly phrases: Readonly<Record<'role' | 'context' | 'constraints' | 'length' | 'examples', string>>
  readonly languageNames: Readonly<Record<string, string>>
  /** Verb and preposition by which a prompt names the language of the answer; `{name}` stands for the name. */
  readonly answerIn: string
  readonly answers: AnswerWords
}

interface LimitWords {
  readonly numbers: Readonly<Record<string, number>>
  readonly atMost: string
  readonly lessThan: string
  readonly atLeast: string
  readonly moreThan: string
  readonly exactly: string
  readonly about: string
  /** Stands before a number that is no limit but a fact: `these 3 bullet points`. */
  readonly fact: string
  readonly inside: string
  readonly to: string
  readonly orFewer: string
  readonly orMore: string
  readonly units: Readonly<Record<LimitUnit, string>>
}

/** What answers say about themselves instead of answering. */
interface AnswerWords {
  readonly refusal: string
  readonly askingBack: string
  readonly opening: string
  readonly closing: string
  readonly yesOrNo: string
  readonly subject: string
  readonly greeting: string
}

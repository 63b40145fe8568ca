import type { OutputFormat, Quality, TaskKind } from '../../language/lexicon.ts'

/** A section gives a quality to the prompt, or holds what the author states of every answer. */
export type SectionName = Quality | 'checklist'

/**
 * The sentences that rules write, in one language. They speak of "the request" and "the answer" only, and so hold for any
 * subject and on either side of the author's text.
 */
export interface Wording {
  /** That of a quality matches its label in the language's lexicon: that is how a rule knows it has fired. */
  readonly headings: Readonly<Record<SectionName | 'request', string>>
  /** None for kinds of task that imply no more than knowing the subject. */
  readonly roles: Readonly<Partial<Record<TaskKind, string>>>
  /** Forms that a prompt asked for by name. */
  readonly forms: Readonly<Record<OutputFormat, string>>
  /** Forms that suit a kind of task where the prompt names none. */
  readonly formsByKind: Readonly<Record<TaskKind, string>>
  readonly skeletons: Readonly<Partial<Record<OutputFormat, string>>>
  readonly placeholders: string
  readonly doesAll: string
  readonly covers: (terms: string) => string
  readonly keepsTo: (limits: string) => string
  readonly gaps: string
  readonly material: string
  readonly vague: (words: string) => string
  readonly noRemarks: string
  readonly noRepetition: string
  readonly noInvention: string
  readonly length: string
  readonly inLanguage: string
  readonly doesTheWork: string
  readonly isFinished: string
  readonly quote: (text: string) => string
}

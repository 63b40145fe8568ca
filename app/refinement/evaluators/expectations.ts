import { isWorkOnText } from '../analysis/material.ts'
import { analysePrompt, type PromptAnalysis } from '../analysis/prompt-analysis.ts'
import type { OutputFormat, Quality, TaskKind } from '../language/lexicon.ts'
import { words } from '../text/words.ts'

/**
 * What every answer of a run is measured against. Derived from the author's prompt (version 0) and from nothing else, so
 * that a rewrite cannot lower the bar it is judged by.
 */
export interface Expectations {
  readonly author: PromptAnalysis
  readonly authorWords: number
  /** What the answer should mention; empty where its words are not the prompt's (a translation, code, one word). */
  readonly keyTerms: readonly string[]
  /** The language of the answer, as `detectLanguage` names it; null where it cannot be told or does not matter. */
  readonly language: string | null
  /** An answer that repeats the prompt is a fault, unless the work is on a text that the prompt brings along. */
  readonly mayRepeatPrompt: boolean
  /** An answer may repeat itself where its form does: code, JSON, tables. */
  readonly mayRepeatItself: boolean
  /** What a prompt for this task should say beside the bare task. */
  readonly promptQualities: readonly Quality[]
}

/** Pure and deterministic; never throws, whatever the prompt. */
export function expectationsOf(authorPrompt: string): Expectations {
  const author = analysePrompt(authorPrompt)
  const { format, kind } = author
  const isData = format === 'json' || format === 'csv' || format === 'code' || kind === 'code'
  const isShort = format === 'one-word' || format === 'yes-no'
  const hasOwnWords = isData || isShort || kind === 'translate' || kind === 'edit' || kind === 'classify'
  return {
    author,
    authorWords: words(authorPrompt).length,
    keyTerms: hasOwnWords || author.keyTerms.length < fewestTerms ? [] : author.keyTerms,
    language: isData || isShort ? null : author.answerLanguage,
    mayRepeatPrompt: isWorkOnText(kind) || author.bringsMaterial,
    mayRepeatItself: isData || format === 'table',
    promptQualities: author.lexicon === null ? [] : neededQualities(author),
  }
}

/** Kept for as long as the input is, which no event replaces: they are half of what judging an answer by rules takes. */
const known = new WeakMap<object, Expectations>()

/** The expectations of a run: the same for each of its answers, so they are derived once. */
export function expectationsOfRun({ input }: { readonly input: Readonly<{ prompt: string }> | null }): Expectations {
  if (input === null) throw new Error('Expected a run that begins with run.started, found no event')
  const before = known.get(input)
  if (before !== undefined) return before
  const derived = expectationsOf(input.prompt)
  known.set(input, derived)
  return derived
}

/** With fewer key terms their coverage says nothing. */
const fewestTerms = 2

const asksForProse: ReadonlySet<TaskKind> = new Set([
  'write',
  'email',
  'summarise',
  'explain',
  'question',
  'analyse',
  'plan',
])
const dependsOnReader: ReadonlySet<TaskKind> = new Set(['write', 'email', 'explain', 'analyse', 'plan', 'list'])
const hasSkeleton: ReadonlySet<OutputFormat | null> = new Set(['csv', 'table', 'numbered', 'bullets', 'email'])

/** A role that says no more than "an expert in the subject" is left out. */
const impliesExpertise = (kind: TaskKind): boolean => kind !== 'other' && kind !== 'question' && kind !== 'list'

/** No prompt needs everything: a role where no expertise is asked for, or an example of plain prose, only makes it longer. */
function neededQualities({ kind, format, keyTerms, vagueWords }: PromptAnalysis): readonly Quality[] {
  const isShort = format === 'one-word' || format === 'yes-no'
  const needed: readonly (readonly [Quality, boolean])[] = [
    ['format', true],
    ['criteria', !isShort && keyTerms.length >= fewestTerms],
    ['constraints', !isShort],
    ['context', dependsOnReader.has(kind)],
    ['wording', vagueWords.length > 0],
    ['length', !isShort && asksForProse.has(kind)],
    ['examples', hasSkeleton.has(format)],
    ['role', !isShort && impliesExpertise(kind)],
  ]
  return needed.flatMap(([quality, isNeeded]) => (isNeeded ? [quality] : []))
}

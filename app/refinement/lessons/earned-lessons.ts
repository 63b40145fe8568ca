import type { PromptVersion } from '../../contract/refinements.ts'
import type { RunInput } from '../../contract/run-input.ts'
import type { RunState } from '../run-state.ts'
import { foldedWords } from '../text/words.ts'
import { type LessonScope, scopeOf } from './lesson-scope.ts'
import { statedLesson } from './stated-lesson.ts'
import { techniquesIn } from './techniques.ts'

interface EarnedLesson {
  /** The same for the same lesson, whichever run earned it. */
  readonly key: string
  readonly text: string
}

/** What a run has taught, and the evidence that earned it. */
export interface Earnings {
  readonly scope: LessonScope
  readonly version: number
  /** Of the final comparison: difference of scores, -1..1, with its 95 % interval. */
  readonly uplift: { readonly mean: number; readonly lower: number; readonly upper: number }
  readonly pairs: number
  /** They share the uplift: which of them brought it, the run does not tell. */
  readonly lessons: readonly EarnedLesson[]
}

const mostStated = 3
const mostLessons = 8
/** The writers whose words may become lessons; rules say the same of each prompt. */
const writers: ReadonlySet<string> = new Set(['architect', 'llm-assisted', 'self-correction'])

/**
 * The lessons of a run that has ended; null when it teaches nothing. Only a version that fresh answers have shown to be
 * better earns lessons: a gain within the search is that of the rewrite that was chosen for its gain, and flatters it. What a cassette
 * answered was learned when it was recorded.
 */
export function earnedBy(state: RunState): Earnings | null {
  const { input, status, comparison, best, versions } = state
  const result = comparison?.result
  if (input === null || status !== 'completed' || input.replayed === true) return null
  if (result?.verdict !== 'better' || result.interval === null || result.version !== best?.version) return null
  const [original, winner] = [versions[0], versions[result.version]]
  if (original === undefined || winner === undefined) return null
  const { interval, mean, pairs, version } = result
  const stated = statedIn(state, input, winner)
  const techniques = techniquesIn(original.prompt, winner.prompt).map(({ name, text }) => ({
    key: `technique:${name}`,
    text,
  }))
  const lessons = [...stated, ...techniques].slice(0, mostLessons)
  if (lessons.length === 0) return null
  return { scope: scopeOf(input), version, uplift: { mean, ...interval }, pairs, lessons }
}

/** What the writers of the winner and of the versions it comes from said that they did. */
function statedIn(state: RunState, input: RunInput, winner: Readonly<PromptVersion>): EarnedLesson[] {
  const texts = {
    authors: authorsTexts(state, input),
    answers: state.versions.flatMap(({ answers }) => answers.map(({ text }) => text)),
  }
  const byKey = new Map<string, EarnedLesson>()
  for (const { changes } of lineOf(state, winner))
    for (const { rule, reason } of changes) {
      const text = writers.has(rule) ? statedLesson(reason, texts) : null
      if (text === null || text === noReason) continue
      const key = `stated:${foldedWords(text).join(' ')}`
      byKey.set(key, { key, text })
    }
  return [...byKey.values()].slice(0, mostStated)
}

/** What `readProposal` says of a writer that gave none. */
const noReason = 'The model that wrote it gave no reason.'

/** The winner and the versions it was made from, but for the author's own, the newest first. */
function lineOf({ versions }: RunState, winner: Readonly<PromptVersion>): Readonly<PromptVersion>[] {
  const line: Readonly<PromptVersion>[] = []
  let current: Readonly<PromptVersion> | undefined = winner
  while (current !== undefined && current.version > 0) {
    line.push(current)
    current = current.parent === null ? undefined : versions[current.parent]
  }
  return line
}

function authorsTexts({ inputs, feedback }: RunState, { prompt, checks, judgeCriteria }: RunInput): string[] {
  const given = inputs.flatMap(({ text, expected }) => (expected === undefined ? [text] : [text, expected]))
  return [prompt, ...given, ...feedback, ...stringsIn(checks), ...stringsIn(judgeCriteria)]
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

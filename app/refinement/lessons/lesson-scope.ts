import type { LessonOrigin } from '../../contract/lessons.ts'
import type { RunInput } from '../../contract/run-input.ts'
import { analysePrompt } from '../analysis/prompt-analysis.ts'

/** Where a lesson holds: it goes only to runs like those that it comes from. */
export interface LessonScope {
  /** The simulator's rules say nothing about language models, nor the other way round. */
  readonly origin: LessonOrigin
  /** One of `taskKinds`. */
  readonly taskKind: string
  /** Of the author's prompt, as `detectLanguage` names it; `und` where it cannot be told. */
  readonly language: string
}

export function scopeOf({ prompt, simulated }: Pick<RunInput, 'prompt' | 'simulated'>): LessonScope {
  const { kind, language } = analysePrompt(prompt)
  return { origin: simulated ? 'simulated' : 'real', taskKind: kind, language: language ?? 'und' }
}

import { clarityOf } from './clarity.ts'
import { keyTerms } from './key-terms.ts'
import { type StatedFormat, statedFormat } from './stated-format.ts'
import { type StatedLimits, statedLimits } from './stated-limits.ts'
import { type Quality, statedQualities, taskText } from './stated-qualities.ts'

/** All that the simulator understands of a prompt. */
export interface PromptReading {
  /** What the answer has to take up. */
  readonly terms: readonly string[]
  readonly format: StatedFormat
  readonly limits: StatedLimits
  readonly stated: ReadonlySet<Quality>
  /** 0..1 */
  readonly clarity: number
}

export function readPrompt(prompt: string): PromptReading {
  const task = taskText(prompt)
  const format = statedFormat(prompt)
  // The names of columns, keys and sections belong to the form.
  const terms = keyTerms(task).filter((term) => !format.names.includes(term))
  const limits = statedLimits(prompt)
  const stated = statedQualities(prompt)
  if (format.isStated) stated.add('format')
  if (format.example !== undefined) stated.add('examples')
  if (format.items !== undefined || Object.keys(limits).length > 0) stated.add('length')
  return { terms, format, limits, stated, clarity: clarityOf(stated, terms, task) }
}

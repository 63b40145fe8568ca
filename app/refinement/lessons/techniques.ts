import { analysePrompt } from '../analysis/prompt-analysis.ts'
import { type Quality, qualities } from '../language/lexicon.ts'

/** What a prompt was given, as advice for another task. In English, as meta-prompts are; nothing about a subject. */
const advice: Readonly<Record<Quality, string>> = {
  format: 'State the form of the answer exactly.',
  criteria: 'State what a good answer does, point by point, in the terms of the task.',
  constraints: 'Set bounds to the answer: no remarks before or after it, no repetition, nothing made up.',
  context: 'Say for whom and for what the answer is, and what to do where something is not given.',
  wording: 'Say what is meant by the words of the task that leave much open.',
  length: 'Say how long the answer should be.',
  examples: 'Show the form of the answer by a short example with placeholders instead of content.',
  role: 'Say whose part the model takes: one that follows from the task.',
  'self-check': 'End with a short list of what to check before answering.',
}

/** What a rewrite says that the author's prompt did not: facts that are read from both texts, whoever wrote the rewrite. */
export function techniquesIn(original: string, rewrite: string): { readonly name: Quality; readonly text: string }[] {
  const before = analysePrompt(original).has
  const after = analysePrompt(rewrite).has
  return qualities.filter((name) => after.has(name) && !before.has(name)).map((name) => ({ name, text: advice[name] }))
}

export const allAdvice: readonly string[] = Object.values(advice)

import { type PromptSection, promptSections } from './prompt-sections.ts'

/** What a prompt can say beside its bare task. */
export const qualities = [
  'examples',
  'format',
  'length',
  'constraints',
  'criteria',
  'role',
  'context',
  'check',
] as const
export type Quality = (typeof qualities)[number]

/** Titles under which a section says it. */
const titles: Readonly<Record<Quality, RegExp>> = {
  examples: /\b(examples?|samples?|input|output:)\b/,
  format: /\b(format|form|output|structure|schema)\b/,
  length: /\b(length|size|word count)\b/,
  constraints: /\b(constraints?|rules?|requirements?|restrictions?|guidelines?|avoid|style|tone)\b/,
  criteria: /\b(criteria|goals?|objectives?|definition|clarifications?)\b/,
  role: /\b(role|persona)\b/,
  context: /\b(context|background|audience|readers?|purpose|situation)\b/,
  check: /\b(before you answer|check|checklist)\b/,
}

/** Wordings that say it in passing. Format and length have readers of their own. */
const phrases: Readonly<Partial<Record<Quality, RegExp>>> = {
  examples: /\b(?:for example|for instance|e\.g\.|like this:)/i,
  constraints: /\b(?:must|only|always|never|do not|don['’]t|avoid|exactly|at most|no more than|without)\b/i,
  criteria: /\b(?:cover|include|mention|ensure|make sure)\b/i,
  role: /\b(?:you are an?|act as|take (?:on )?the role of)\b/i,
  context:
    /\b(?:audience|readers?|for (?:beginners|experts|children|students|customers|developers|managers|engineers|executives))\b/i,
  check: /\b(?:count|check) (?:\w+ ){0,4}before (?:answering|you answer)\b/i,
}

export function statedQualities(prompt: string): Set<Quality> {
  const sections = promptSections(prompt).map(qualityOf)
  return new Set(qualities.filter((quality) => sections.includes(quality) || phrases[quality]?.test(prompt)))
}

const qualityOf = ({ title }: PromptSection): Quality | undefined =>
  qualities.find((quality) => titles[quality].test(title))

/** What the prompt asks about: the sections that say nothing of how to answer, or everything when there is no other. */
export function taskText(prompt: string): string {
  const task = promptSections(prompt)
    .filter((section) => qualityOf(section) === undefined)
    .map(({ body }) => body)
    .join('\n')
    .trim()
  return task === '' ? prompt : task
}

import type { MetaPromptPreview } from '../contract/meta-prompts.ts'
import type { AssistantRole } from '../contract/run-input.ts'
import { estimateTokens } from '../refinement/budget.ts'
import { askFor } from '../refinement/enhancers/by-model/ask-for.ts'
import type { ProposalSituation } from '../refinement/enhancers/by-model/situation.ts'
import { judgePrompt } from '../refinement/judge/judge-prompt.ts'
import { criteriaOf } from '../refinement/judge/rubric.ts'
import { askForInputs } from '../refinement/meta-prompts/generator.ts'
import { templateProblems } from '../refinement/meta-prompts/template-problems.ts'

const judged = {
  input: 'My kettle leaks. What can you do for me?',
  expected: 'Offers a repair or an exchange.',
  text: 'Dear Ms Example, we are sorry that your kettle leaks. Send it back and we will exchange it.',
} as const

/** A small run with something in every place. Its last check failed, so that feedback shows. */
const example: ProposalSituation = {
  original: 'Answer the e-mail of {{customer}}.',
  prompt: 'Answer the e-mail of {{customer}} in at most five sentences. Begin with a greeting.',
  samples: [
    { ...judged, finishReason: 'stop', score: 0.9, checks: [] },
    {
      input: 'Where is my parcel? It should have been here on Monday.',
      text: 'We do not know.',
      finishReason: 'stop',
      score: 0.45,
      checks: [
        {
          check: 'key-terms',
          subject: 'output',
          passed: false,
          score: 0,
          weight: 2,
          feedback: 'Expected the answer to speak of the parcel, found nothing about it',
        },
      ],
    },
  ],
  tried: [{ prompt: 'Answer {{customer}}.', reason: 'Dropped: it scored 0.41, the best version 0.68' }],
  lessons: [{ text: 'Saying what to do when a fact is missing raised the score in 3 of 4 runs.' }],
  feedback: ['Never promise a date.'],
  flaws: [
    {
      flaw: 'The customer is left without a next step',
      quote: 'We do not know.',
      fix: 'Say what happens next, also when something is not known.',
    },
  ],
}

/** What a text would make of the example in a role, and what keeps it from being saved. */
export function previewOf(role: AssistantRole, text: string): MetaPromptPreview {
  const rendered = renderExample(role, text)
  return { problems: templateProblems(role, text), text: rendered, tokens: estimateTokens(rendered) }
}

function renderExample(role: AssistantRole, text: string): string {
  const metaPrompts = [{ role, text }]
  if (role === 'generator')
    return askForInputs({
      prompt: example.prompt,
      examples: ['My kettle leaks. What can you do for me?'],
      count: 5,
      metaPrompts,
    })
  if (role === 'judge')
    return judgePrompt(text, { prompt: example.original, ...judged }, judged.text, criteriaOf(), 0).prompt
  return askFor(role, { ...example, metaPrompts })
}

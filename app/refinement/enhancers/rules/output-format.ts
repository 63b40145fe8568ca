import { lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** The form that suits the kind of task. A form that the author names is repeated only when an answer missed it (`self-check`). */
export const outputFormat: Rule = {
  name: 'output-format',
  addresses: () => ['prompt-format', 'no-filler'],
  applies: (situation) =>
    lacks('format', situation) ? 'The prompt does not say what form the answer should take' : null,
  rewrite: (prompt, situation) => {
    const { wording, expectations } = situation
    return addSection(prompt, 'format', wording.formsByKind[expectations.author.kind], situation)
  },
}

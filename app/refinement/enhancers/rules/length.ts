import { lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** No number: the right length is not ours to choose. */
export const length: Rule = {
  name: 'length',
  addresses: () => ['prompt-length', 'finished', 'not-repetitive'],
  applies: (situation) => (lacks('length', situation) ? 'The prompt does not say how long the answer should be' : null),
  rewrite: (prompt, situation) => addSection(prompt, 'length', situation.wording.length, situation),
}

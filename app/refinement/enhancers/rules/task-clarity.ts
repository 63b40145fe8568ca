import { bullets, lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** Success criteria in the author's own terms. */
export const taskClarity: Rule = {
  name: 'task-clarity',
  addresses: () => ['prompt-criteria', 'key-terms'],
  applies: (situation) => (lacks('criteria', situation) ? 'The prompt does not say what a good answer covers' : null),
  rewrite: (prompt, situation) => {
    const { wording, expectations } = situation
    const terms = expectations.author.keyTerms.map(wording.quote).join(', ')
    return addSection(prompt, 'criteria', bullets([wording.doesAll, wording.covers(terms)]), situation)
  },
}

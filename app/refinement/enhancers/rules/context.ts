import { bullets, lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** Only the author knows the context; the rule says how to deal with what is not given, instead of inventing it. */
export const context: Rule = {
  name: 'context',
  addresses: () => ['prompt-context', 'no-refusal'],
  applies: (situation) =>
    lacks('context', situation) ? 'The prompt says neither for whom nor for what the answer is meant' : null,
  rewrite: (prompt, situation) => {
    const { wording, expectations } = situation
    const lines = [wording.gaps, ...(expectations.author.bringsMaterial ? [wording.material] : [])]
    return addSection(prompt, 'context', bullets(lines), situation)
  },
}

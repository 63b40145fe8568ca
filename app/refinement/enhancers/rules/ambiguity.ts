import { lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** What a vague word means is the author's to say; the rule asks for one meaning, decided once. */
export const ambiguity: Rule = {
  name: 'ambiguity',
  addresses: () => ['prompt-wording'],
  applies: (situation) =>
    lacks('wording', situation)
      ? `The prompt uses words that leave much open: ${situation.expectations.author.vagueWords.join(', ')}`
      : null,
  rewrite: (prompt, situation) => {
    const { wording, expectations } = situation
    const vague = expectations.author.vagueWords.map(wording.quote).join(', ')
    return addSection(prompt, 'wording', wording.vague(vague), situation)
  },
}

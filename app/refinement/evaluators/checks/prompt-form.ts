import { labelledQualities } from '../../analysis/prompt-qualities.ts'
import type { Quality } from '../../language/lexicon.ts'
import { words } from '../../text/words.ts'
import { always, type Check, failed, passed } from '../check.ts'

/**
 * Checks of the prompt's FORM, not of what it achieves: whether it says what prompts for such a task usually say. They are
 * the qualities that the rule-based enhancer writes, so it can always gain by them; that is why together they weigh less
 * than a third of the whole and why `acceptance.ts` never lets them outweigh a worse answer.
 */
const said = (quality: Quality, weight: number, expected: string): Check => ({
  name: `prompt-${quality}`,
  subject: 'prompt',
  weight,
  applies: ({ promptQualities }) => promptQualities.includes(quality),
  run: ({ prompt }, { author }) => {
    // The author's wording stays in every version; what a rewrite adds counts only under a heading of its own.
    return author.has.has(quality) || labelledQualities(prompt).has(quality)
      ? passed(`The prompt ${expected}`)
      : failed(`Expected a prompt that ${expected}, found none of it`)
  },
})

/** Added text that nothing obliges a model to read is a cost: tokens for each call, and attention. */
const size: Check = {
  name: 'prompt-size',
  subject: 'prompt',
  weight: 0.3,
  applies: always,
  run: ({ prompt }, { authorWords }) => {
    const allowed = Math.max(250, 2 * authorWords)
    const found = words(prompt).length
    return found <= allowed
      ? passed(`${found} words, at most ${allowed} expected`)
      : failed(`Expected at most ${allowed} words, found ${found}`, Math.max(0, 1 - (found - allowed) / allowed))
  },
}

export const promptForm: readonly Check[] = [
  said('format', 0.7, 'says what form the answer takes'),
  said('criteria', 0.6, 'says what a good answer covers'),
  said('constraints', 0.5, 'says what to keep to or avoid'),
  said('context', 0.5, 'says for whom or why, or how to fill that gap'),
  said('wording', 0.5, 'says how to read its vague words'),
  said('length', 0.3, 'says how long the answer should be'),
  said('examples', 0.3, 'shows an example of the form'),
  said('role', 0.3, 'says in which role to answer'),
  size,
]

import { shingles } from '../../text/shingles.ts'
import { foldedWords } from '../../text/words.ts'
import { type Check, failed, passed } from '../check.ts'

const shingleWords = 5
/** From this share on the answer counts as a repetition of the prompt. */
const echoShare = 0.5

/** The answer does not merely give the prompt back: the version that was asked, with all that a rewrite added. */
export const noEcho: Check = {
  name: 'no-echo',
  subject: 'output',
  weight: 1,
  applies: (expectations) => !expectations.mayRepeatPrompt,
  run: ({ text, prompt }) => {
    const inPrompt = new Set(shingles(foldedWords(prompt), shingleWords))
    const inAnswer = shingles(foldedWords(text), shingleWords)
    if (inAnswer.length === 0) return passed('The answer is too short to be a repetition of the prompt')
    const share = inAnswer.filter((shingle) => inPrompt.has(shingle)).length / inAnswer.length
    const found = `${Math.round(share * 100)} % of the answer is the prompt’s own wording`
    return share < echoShare ? passed(found) : failed(`Expected new text, found that ${found}`, 1 - share)
  },
}

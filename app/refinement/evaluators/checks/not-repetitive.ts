import { shingles } from '../../text/shingles.ts'
import { foldedWords } from '../../text/words.ts'
import { type Check, failed, passed } from '../check.ts'

const shingleWords = 4
/** Below this a repeated phrase weighs too much to mean anything. */
const fewestWords = 40
/** Prose rarely repeats more than a few phrases of 4 words; a fifth repeated is padding or a model stuck in a loop. */
const expectedShare = 0.8

export const notRepetitive: Check = {
  name: 'not-repetitive',
  subject: 'output',
  weight: 1,
  applies: (expectations) => !expectations.mayRepeatItself,
  run: ({ text }) => {
    const found = foldedWords(text)
    if (found.length < fewestWords) return passed('The answer is too short to be padded')
    const phrases = shingles(found, shingleWords)
    const share = new Set(phrases).size / phrases.length
    const percent = `${Math.round(share * 100)} % of its phrases of ${shingleWords} words occur once`
    return share >= expectedShare
      ? passed(percent)
      : failed(
          `Expected at least ${expectedShare * 100} % of its phrases to be new, found ${percent}`,
          share / expectedShare,
        )
  },
}

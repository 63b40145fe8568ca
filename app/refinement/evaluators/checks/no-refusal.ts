import { lexicons } from '../../language/lexicons.ts'
import { plainApostrophes, wholeWords, words } from '../../text/words.ts'
import { always, type Check, failed, passed, quote } from '../check.ts'

/** Refusals stand at the start of an answer; further on the same words are usually part of its subject. */
const openingLength = 300
/** An answer that is longer than this gave more than a question back. */
const longestQuestion = 80

const refusal = wholeWords(lexicons.map((lexicon) => lexicon.answers.refusal).join('|'))
const askingBack = wholeWords(lexicons.map((lexicon) => lexicon.answers.askingBack).join('|'))

/** The model did the work: it did not refuse, speak about itself, or ask for more instead. Looks for phrases of all languages. */
export const noRefusal: Check = {
  name: 'no-refusal',
  subject: 'output',
  weight: 3,
  applies: always,
  run: ({ text, finishReason }) => {
    if (finishReason === 'filtered') return failed('Expected an answer, found one withheld by the provider’s filter')
    const opening = plainApostrophes(text.trimStart().slice(0, openingLength))
    const refused = refusal.exec(opening)
    if (refused !== null) return failed(`Expected the work to be done, found a refusal: ${quote(refused[0])}`)
    const isQuestion = /[?？][\s"'*_)]*$/u.test(text.trimEnd()) && words(text).length <= longestQuestion
    const asked = isQuestion ? askingBack.exec(plainApostrophes(text)) : null
    if (asked !== null) return failed(`Expected the work to be done, found a question back: ${quote(asked[0])}`, 0.25)
    return passed('The answer does the work')
  },
}

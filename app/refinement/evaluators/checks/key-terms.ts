import { mentions } from '../../analysis/key-terms.ts'
import { foldedWords } from '../../text/words.ts'
import { type Check, failed, passed, quote } from '../check.ts'

/** Synonyms are fine: more than this share brings nothing, so that stuffing the terms in does not pay. */
const expectedShare = 0.5

/** The answer is about what the author asked about. Measured by words, so it knows nothing of truth or depth. */
export const keyTerms: Check = {
  name: 'key-terms',
  subject: 'output',
  weight: 2,
  applies: (expectations) => expectations.keyTerms.length > 0,
  run: ({ text }, { keyTerms: terms }) => {
    const found = foldedWords(text)
    const missing = terms.filter((term) => !mentions(found, term))
    const share = (terms.length - missing.length) / terms.length
    const counted = `${terms.length - missing.length} of ${terms.length} key terms`
    if (share >= expectedShare) return passed(`The answer mentions ${counted}`)
    const list = missing.map((term) => quote(term, 30)).join(', ')
    return failed(`Expected most key terms of the request, found ${counted}; missing: ${list}`, share / expectedShare)
  },
}

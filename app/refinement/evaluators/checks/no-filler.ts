import { lexicons } from '../../language/lexicons.ts'
import { sentences } from '../../text/sentences.ts'
import { plainApostrophes } from '../../text/words.ts'
import { always, type Check, failed, passed, quote } from '../check.ts'

const startingWith = (phrases: readonly string[]) =>
  new RegExp(`^[\\s"'*_#¡]*(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
const opening = startingWith(lexicons.map((lexicon) => lexicon.answers.opening))
const closing = startingWith(lexicons.map((lexicon) => lexicon.answers.closing))

/** The answer begins with the answer and ends with it. In an e-mail a closing offer belongs to the text itself. */
export const noFiller: Check = {
  name: 'no-filler',
  subject: 'output',
  weight: 1,
  applies: always,
  run: ({ text }, { author }) => {
    const found = sentences(plainApostrophes(text))
    const first = found[0] ?? ''
    const last = found.length > 1 ? (found.at(-1) ?? '') : ''
    const fillers = [opening.test(first) ? first : '', author.kind !== 'email' && closing.test(last) ? last : '']
    const said = fillers.filter((filler) => filler !== '').map((filler) => quote(filler))
    return said.length === 0
      ? passed('The answer has no opening or closing remarks')
      : failed(`Expected no remarks around the answer, found ${said.join(' and ')}`, 1 - 0.5 * said.length)
  },
}

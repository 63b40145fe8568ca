import { listInReply } from '../../text/list-in-reply.ts'
import { foldedWords } from '../../text/words.ts'
import type { Flaw } from './situation.ts'

/** The form of a reply that `readAnalysis` reads. The quote comes first: evidence before verdict. */
export const analysisForm = `One JSON object and nothing else, in this form:
{"flaws": [{"quote": "words of an answer or of the prompt, letter for letter", "flaw": "what is wrong, in one sentence", "fix": "what the prompt should say, in one sentence"}]}
No flaws: {"flaws": []}`

const mostFlaws = 5
const longestText = 500

export interface Analysis {
  /** The most costly first; empty when there is nothing to mend. */
  readonly flaws: readonly Flaw[]
  /** Flaws left out because their quote is in none of the texts that the analyser was shown. */
  readonly unfounded: number
}

/**
 * The flaws of an analyser's reply, or why it cannot be read. Never throws.
 * @param shown the prompt and the answers: a flaw whose quote is in none of them was made up
 */
export function readAnalysis(reply: string, shown: readonly string[]): Analysis | { readonly problem: string } {
  const listed = listInReply(reply, 'flaws')
  if (listed === null) return { problem: 'Expected JSON with a list "flaws", found none' }
  const flaws = listed.map(flawOf).filter((flaw) => flaw !== null)
  if (flaws.length === 0 && listed.length > 0)
    return { problem: 'Expected flaws with "quote" and "flaw", found a list of something else' }
  const texts = shown.map(comparable)
  const founded = flaws.filter(({ quote }) => {
    const words = comparable(quote)
    return words.trim() !== '' && texts.some((text) => text.includes(words))
  })
  return { flaws: founded.slice(0, mostFlaws), unfounded: flaws.length - founded.length }
}

/** Words with a blank on both sides, so that only whole words are found. */
const comparable = (text: string) => ` ${foldedWords(text).join(' ')} `

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function flawOf(value: unknown): Flaw | null {
  if (!isRecord(value)) return null
  const text = (...names: string[]) => {
    const found = names.map((name) => value[name]).find((part) => typeof part === 'string')
    return typeof found === 'string' ? found.trim().slice(0, longestText).toWellFormed() : ''
  }
  const [flaw, quote, fix] = [text('flaw', 'issue', 'problem'), text('quote', 'evidence'), text('fix', 'suggestion')]
  return flaw === '' || quote === '' ? null : { flaw, quote, fix }
}

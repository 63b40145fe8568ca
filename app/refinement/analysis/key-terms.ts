import type { Lexicon } from '../language/lexicon.ts'
import { fold, wholeWords, words } from '../text/words.ts'

const mostTerms = 8
const shortestTerm = 4

/**
 * What the instructions are about: their words that are neither among the commonest of the language nor words about the
 * answer itself. At most 8, in order of appearance, as the author wrote them. Acronyms may be shorter than 4 letters.
 */
export function keyTermsOf(instructions: string, lexicon: Lexicon | null): readonly string[] {
  if (lexicon === null) return []
  const isVague = wholeWords(lexicon.vagueWords)
  const isTask = wholeWords([...Object.values(lexicon.tasks), ...Object.values(lexicon.labels)].join('|'))
  const withoutRole = instructions.replace(
    new RegExp(`${wholeWords(lexicon.phrases.role).source}[^.!?\\n]*`, 'giu'),
    ' ',
  )
  const known = new Set<string>()
  const terms: string[] = []
  for (const found of words(withoutRole)) {
    const term = found.replace(/^(?:[cdjlmnst]|qu)['’](?=\p{L})/iu, '')
    const lower = term.toLowerCase()
    const isAcronym = /^\p{Lu}{2,}$/u.test(term)
    if (!isAcronym && (term.length < shortestTerm || /^\p{N}/u.test(term))) continue
    if (lexicon.stopWords.has(lower) || lexicon.requestWords.has(lower)) continue
    if (isVague.test(term) || isTask.test(term) || known.has(stem(term))) continue
    known.add(stem(term))
    terms.push(term)
    if (terms.length === mostTerms) break
  }
  return terms
}

/** Whether a text uses a term, in this or a related form ("photosynthesis", "photosynthetic"). */
export function mentions(foldedWords: readonly string[], term: string): boolean {
  const start = stem(term)
  return foldedWords.some((word) => word.startsWith(start) || word.split('-').some((part) => part.startsWith(start)))
}

/** The first 70 % of a word's letters, at least 4: what its forms have in common in the languages supported. */
function stem(term: string): string {
  const folded = fold(term)
  return folded.slice(0, Math.max(4, Math.ceil(folded.length * 0.7)))
}

import type { Lexicon } from '../language/lexicon.ts'
import { pattern } from '../text/pattern.ts'
import { fold, plainApostrophes, wholeWords, words } from '../text/words.ts'

const mostTerms = 8
/** English names many things in three letters; in the other languages those are nearly all particles. */
const shortestTerm = (lexicon: Lexicon): number => (lexicon.language === 'en' ? 3 : 4)

/**
 * What the instructions are about: their words that are neither among the commonest of the language nor words about the
 * answer itself. At most 8, in order of appearance, as the author wrote them. Acronyms may have two letters.
 */
export function keyTermsOf(instructions: string, lexicon: Lexicon | null): readonly string[] {
  if (lexicon === null) return []
  const isVague = wholeWords(lexicon.vagueWords)
  const isTask = wholeWords([...Object.values(lexicon.tasks), ...Object.values(lexicon.labels)].join('|'))
  const terms: string[] = []
  for (const found of words(subjectOf(instructions, lexicon))) {
    const term = found.replace(/^(?:[cdjlmnst]|qu)['’](?=\p{L})/iu, '')
    const lower = term.toLowerCase()
    const isAcronym = /^\p{Lu}{2,}$/u.test(term)
    if (!isAcronym && (term.length < shortestTerm(lexicon) || /^\p{N}/u.test(term))) continue
    if (lexicon.stopWords.has(lower) || lexicon.requestWords.has(lower)) continue
    if (isVague.test(term) || isTask.test(term) || terms.some((known) => mentions([fold(term)], known))) continue
    terms.push(term)
    if (terms.length === mostTerms) break
  }
  return terms
}

/** The instructions without what they say about the role, the reader, the form, and what to leave out. */
function subjectOf(instructions: string, { phrases, asides, labels }: Lexicon): string {
  const clause = `${wholeWords(`${phrases.role}|${asides}`).source}[^.!?,;:\\n]*`
  const aboutForm = [labels.role, labels.format, labels.constraints, labels.length, labels.examples, labels.wording]
  const labelled = `${wholeWords(aboutForm.join('|')).source}[ \\t]*:[^.\\n]*(?:\\n[ \\t]*[-*•][^\\n]*)*`
  return plainApostrophes(instructions).replace(pattern(`${labelled}|${clause}`, 'giu'), ' ')
}

/** Whether a text uses a term, in this or a related form ("photosynthesis", "photosynthetic"). */
export function mentions(foldedWords: readonly string[], term: string): boolean {
  const start = stem(term)
  const isForm = (word: string) => word.startsWith(start) && (start.length > 3 || word.length <= start.length + 2)
  return foldedWords.some((word) => isForm(word) || word.split('-').some(isForm))
}

/** The first 70 % of a word's letters, at least 4: what its forms have in common in the languages supported. */
function stem(term: string): string {
  const folded = fold(term)
  return folded.slice(0, Math.max(4, Math.ceil(folded.length * 0.7)))
}

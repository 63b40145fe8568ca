import { detectLanguage } from '../language/detect-language.ts'
import type { Lexicon, OutputFormat, Quality, TaskKind } from '../language/lexicon.ts'
import { lexiconOf } from '../language/lexicons.ts'
import { plainApostrophes, wholeWords } from '../text/words.ts'
import { answerLanguageOf } from './answer-language.ts'
import { askedFormatOf } from './asked-format.ts'
import { keyTermsOf } from './key-terms.ts'
import { type Limit, limitsOf } from './limits.ts'
import { bringsMaterial, instructionsOf, withoutDelimited } from './material.ts'
import { labelledQualities, saidQualities } from './prompt-qualities.ts'
import { taskKindOf } from './task-kind.ts'

/** What can be read from a prompt without a model. Heuristics: they prefer to find nothing over finding what is not there. */
export interface PromptAnalysis {
  /** As `detectLanguage` names it. */
  readonly language: string | null
  /** null for languages we have no words of; then only what needs no words is known. */
  readonly lexicon: Lexicon | null
  readonly kind: TaskKind
  /** The prompt without the text it brings along. */
  readonly instructions: string
  readonly bringsMaterial: boolean
  readonly format: OutputFormat | null
  readonly limits: readonly Limit[]
  readonly keyTerms: readonly string[]
  readonly vagueWords: readonly string[]
  /** The language the answer should be in; null when that cannot be told. */
  readonly answerLanguage: string | null
  /** What the prompt says beside its bare task. */
  readonly has: ReadonlySet<Quality>
}

export function analysePrompt(prompt: string): PromptAnalysis {
  const outside = withoutDelimited(prompt)
  const language = detectLanguage(outside) ?? detectLanguage(prompt)
  const lexicon = lexiconOf(language)
  const kind = taskKindOf(outside, lexicon, askedFormatOf(outside, lexicon))
  const instructions = instructionsOf(prompt, kind)
  const format = askedFormatOf(instructions, lexicon)
  const limits = limitsOf(instructions, lexicon)
  return {
    language,
    lexicon,
    kind,
    instructions,
    bringsMaterial: bringsMaterial(prompt, kind),
    format,
    limits,
    keyTerms: keyTermsOf(instructions, lexicon),
    vagueWords: vagueWordsIn(instructions, lexicon),
    answerLanguage: answerLanguageOf(instructions, lexicon, kind === 'translate'),
    has: new Set([...labelledQualities(prompt), ...saidQualities({ instructions, lexicon, format, limits })]),
  }
}

const mostVagueWords = 6

function vagueWordsIn(instructions: string, lexicon: Lexicon | null): readonly string[] {
  if (lexicon === null) return []
  const found = plainApostrophes(instructions).toLowerCase().match(wholeWords(lexicon.vagueWords, 'giu')) ?? []
  return [...new Set(found)].slice(0, mostVagueWords)
}

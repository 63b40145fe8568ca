import { type Lexicon, type OutputFormat, type TaskKind, taskKinds } from '../language/lexicon.ts'
import { pattern } from '../text/pattern.ts'

/** What stands before an imperative: the start of a sentence, line or clause, or a polite or joining word. */
const clauseStart =
  '(?<=(?:^|[.!?:;,\\n(])[\\s"\'*#>¿¡-]*|(?<!\\p{L})(?:please|kindly|you|then|and|to|just|bitte|und|dann|sie|et|puis|veuillez|de|favor|y|luego)\\s+)'
/** German puts the verb of a question or a polite request last. */
const clauseEnd = '(?=\\s*(?:[.!?\\n]|$))'

/**
 * What kind of work the instructions ask for: the task whose imperative comes first. An e-mail or code that is asked for
 * by name outweighs the verb. `other` when nothing tells.
 */
export function taskKindOf(instructions: string, lexicon: Lexicon | null, format: OutputFormat | null): TaskKind {
  if (format === 'email' || format === 'code') return format
  if (lexicon === null) return 'other'
  const { tasks, language } = lexicon
  const position = (verbs: string) => {
    const last = language === 'de' ? `|(?<!\\p{L})(?:${verbs})${clauseEnd}` : ''
    // The verb is looked for first: a look-behind over long white space at every position would take quadratic time.
    return instructions.search(pattern(`(?=(?:${verbs})(?![\\p{L}\\p{N}]))${clauseStart}${last}`))
  }
  const [first] = taskKinds
    .flatMap((kind) =>
      kind === 'email' || kind === 'other' || kind === 'question' ? [] : [{ kind, at: position(tasks[kind]) }],
    )
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  if (first !== undefined) return first.kind
  return instructions.includes('?') || position(tasks.question) >= 0 ? 'question' : 'other'
}

import type { TaskKind } from '../../language/lexicon.ts'
import { bullets, lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** Kinds of task whose answers state facts. Stories, plans and code may and must make things up. */
const isFactual: ReadonlySet<TaskKind> = new Set([
  'summarise',
  'explain',
  'analyse',
  'extract',
  'question',
  'email',
  'classify',
])

/** What holds for a finished answer of any kind; nothing about the author's subject. */
export const constraints: Rule = {
  name: 'constraints',
  addresses: () => ['prompt-constraints', 'no-filler', 'no-echo', 'not-repetitive'],
  applies: (situation) =>
    lacks('constraints', situation) ? 'The prompt sets no bounds on what the answer contains' : null,
  rewrite: (prompt, situation) => {
    const { wording, expectations } = situation
    const facts = isFactual.has(expectations.author.kind) ? [wording.noInvention] : []
    return addSection(prompt, 'constraints', bullets([wording.noRemarks, wording.noRepetition, ...facts]), situation)
  },
}

import type { AuthorCheck } from '../../app/contract/author-checks.ts'
import type { CheckParameter } from '../../app/contract/checks-trial.ts'
import { runCheck } from '../../app/refinement/evaluators/author-checks/author-checks.ts'
import { catalogue } from '../../app/refinement/evaluators/author-checks/catalogue.ts'
import { vectors } from '../../app/refinement/evaluators/author-checks/golden/vectors.ts'
import { tableOf } from './tables.ts'

/** Every check has these; the document says what they mean once. */
const everywhere: readonly string[] = ['name', 'weight']

function parameterText({ name, kind, required, description, choices, minimum, maximum, ...rest }: CheckParameter) {
  const range = kind === 'integer' || kind === 'number' ? ` (${minimum ?? '…'} to ${maximum ?? '…'})` : ''
  const given = rest.default === undefined ? '' : `, default \`${JSON.stringify(rest.default)}\``
  const values =
    choices === undefined ? '' : `, one of ${choices.map((each) => `\`${JSON.stringify(each)}\``).join(' ')}`
  return `\`${name}\`${required ? '' : ' (optional)'}: ${description}${range}${values}${given}`
}

/** What a check says of the first text of its golden vectors, which fails. */
function feedbackOf(check: AuthorCheck['check']): string {
  const [first] = vectors[check]
  if (first === undefined) throw new Error(`expected golden vectors of ${check}, found none`)
  const [parameters, text, , expected] = first
  return runCheck({ check, ...parameters } as AuthorCheck, text, expected).feedback // the table has them by name
}

/** A table for each group of checks, from the catalogue that the API answers. */
export function checksTables(): string {
  if (catalogue.length === 0) throw new Error('expected checks in the catalogue, found none')
  return [...Map.groupBy(catalogue, ({ group }) => group)]
    .map(([group, checks]) => {
      const rows = checks.map(({ check, description, parameters, example }) => [
        `\`${check}\``,
        description,
        parameters
          .filter(({ name }) => !everywhere.includes(name))
          .map(parameterText)
          .join('<br>') || 'none',
        `\`${JSON.stringify(example)}\``,
        feedbackOf(example.check),
      ])
      return `### ${group}\n\n${tableOf(['check', 'what passes', 'parameters', 'example', 'feedback, for example'], rows)}`
    })
    .join('\n\n')
}

import { type Static, Type } from 'typebox'
import { countChecks } from './author-checks/counts.ts'
import { dataChecks } from './author-checks/data.ts'
import { expectedChecks } from './author-checks/expected.ts'
import { formChecks } from './author-checks/form.ts'
import { structureChecks } from './author-checks/structure.ts'
import { wordingChecks } from './author-checks/wording.ts'

/** Every kind of check, in the groups in which they are shown. */
export const checkGroups = [
  { group: 'Length and counts', checks: countChecks },
  { group: 'Wording', checks: wordingChecks },
  { group: 'Structure', checks: structureChecks },
  { group: 'Language and form', checks: formChecks },
  { group: 'Data', checks: dataChecks },
  { group: 'The right answer', checks: expectedChecks },
] as const

type CheckSchema = (typeof checkGroups)[number]['checks'][number]
export type AuthorCheck = Static<CheckSchema>
export type CheckName = AuthorCheck['check']
export type AuthorCheckNamed<Name extends CheckName> = Extract<AuthorCheck, { check: Name }>

/** No `Type.Union`: TypeBox fills in defaults by trying every alternative, which takes half a second for thirty checks. */
export const AuthorCheck = Type.Unsafe<AuthorCheck>({
  anyOf: checkGroups.flatMap(({ checks }): readonly CheckSchema[] => checks),
  discriminator: { propertyName: 'check' },
  description: 'One thing that every answer is checked for, by code and without a model',
})

/** A check in an answer of the API: as it was stated, without what it leaves out. The serialiser would fill that in. */
export const StatedCheck = Type.Unsafe<AuthorCheck>({
  type: 'object',
  required: ['check'],
  properties: { check: { type: 'string' } },
  additionalProperties: true,
  description: 'An AuthorCheck',
})

export const AuthorChecks = Type.Array(AuthorCheck, {
  maxItems: 30,
  description: 'What every answer is checked for, by code; GET /api/v1/checks lists what there is',
})

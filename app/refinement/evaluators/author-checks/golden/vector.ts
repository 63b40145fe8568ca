import type { AuthorCheckNamed, CheckName } from '../../../../contract/author-checks.ts'

/** What a check has to say of a text: its parameters, the text, the score (1: it passes), and the expected answer if any. */
type Vector<Name extends CheckName> = readonly [
  parameters: Omit<AuthorCheckNamed<Name>, 'check'>,
  text: string,
  score: number,
  expected?: string,
]
export type Vectors<Names extends CheckName> = { readonly [Name in Names]: readonly Vector<Name>[] }

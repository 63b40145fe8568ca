import type { AuthorCheckNamed, CheckName } from '../../../contract/author-checks.ts'
import type { Finding } from '../check.ts'

/** What is judged. Line breaks are `\n` and letters composed (NFC) in both. */
interface Judged {
  readonly text: string
  /** The right answer to the input that was asked; undefined where the input has none. */
  readonly expected: string | undefined
}

/** One kind of check: what makes its parameters impossible, and how it judges. */
export interface Kind<Name extends CheckName> {
  /** What is wrong with parameters that their types allow; null when nothing is. A run with them is refused. */
  readonly refuse?: (check: AuthorCheckNamed<Name>) => string | null
  /**
   * What an answer must be like, as one sentence on one line for whoever writes it: the rule `stated-checks` puts it into
   * prompts. null where nothing can be said without giving the right answer away.
   */
  readonly demand: (check: AuthorCheckNamed<Name>) => string | null
  /** It compares with the input's expected answer, and says nothing where there is none. */
  readonly needsExpected?: true
  /** Never throws, whatever the text. `passed` is true exactly when the score is 1. */
  readonly run: (check: AuthorCheckNamed<Name>, judged: Judged) => Finding
}

export type Kinds<Names extends CheckName> = { readonly [Name in Names]: Kind<Name> }

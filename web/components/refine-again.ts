import type { AuthorCheck } from '../../app/contract/author-checks.ts'
import type { Draft } from '../models/compose-rules.ts'

/** Takes a draft, and what is to be checked, as the beginning of another run. */
export type RefineAgain = (draft: Draft, checks: readonly AuthorCheck[]) => void

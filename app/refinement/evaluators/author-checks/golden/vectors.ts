import type { CheckName } from '../../../../contract/author-checks.ts'
import { countVectors } from './counts.ts'
import { dataVectors } from './data.ts'
import { expectedVectors } from './expected.ts'
import { structureVectors } from './structure.ts'
import type { Vectors } from './vector.ts'
import { wordingVectors } from './wording.ts'

/** Written by hand from what each check promises. The first of each kind fails: the documentation shows its feedback. */
export const vectors: Vectors<CheckName> = {
  ...countVectors,
  ...wordingVectors,
  ...structureVectors,
  ...dataVectors,
  ...expectedVectors,
}

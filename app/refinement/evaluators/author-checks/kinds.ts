import type { CheckName } from '../../../contract/author-checks.ts'
import { columnKinds } from './columns.ts'
import { countKinds } from './counts.ts'
import { edgeKinds } from './edges.ts'
import { expectedKinds } from './expected.ts'
import { formKinds } from './form.ts'
import { headingKinds } from './headings.ts'
import { jsonKinds } from './json.ts'
import type { Kinds } from './kind.ts'
import { patternKinds } from './pattern.ts'
import { structureKinds } from './structure.ts'
import { wordingKinds } from './wording.ts'

/** Every kind of check by its name. */
export const kinds: Kinds<CheckName> = {
  ...countKinds,
  ...wordingKinds,
  ...edgeKinds,
  ...patternKinds,
  ...structureKinds,
  ...headingKinds,
  ...formKinds,
  ...jsonKinds,
  ...columnKinds,
  ...expectedKinds,
}

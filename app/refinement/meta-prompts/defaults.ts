import type { AssistantRole } from '../../contract/run-input.ts'
import { analyser } from './defaults/analyser.ts'
import { architect } from './defaults/architect.ts'
import { enhancer } from './defaults/enhancer.ts'
import { generator } from './defaults/generator.ts'
import { judge } from './defaults/judge.ts'
import { reviser } from './defaults/reviser.ts'

/** The meta-prompts that this release brings along. */
export const defaultMetaPrompts: Readonly<Record<AssistantRole, string>> = {
  enhancer,
  architect,
  analyser,
  reviser,
  judge,
  generator,
}

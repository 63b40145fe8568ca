import type { Rule } from '../rule.ts'
import { ambiguity } from './ambiguity.ts'
import { constraints } from './constraints.ts'
import { context } from './context.ts'
import { examples } from './examples.ts'
import { length } from './length.ts'
import { outputFormat } from './output-format.ts'
import { role } from './role.ts'
import { selfCheck } from './self-check.ts'
import { statedChecks } from './stated-checks.ts'
import { taskClarity } from './task-clarity.ts'

/** All rules that go by the prompt and its answer, the more important first where nothing else tells which to try. */
export const rules: readonly Rule[] = [
  selfCheck,
  outputFormat,
  taskClarity,
  constraints,
  context,
  ambiguity,
  examples,
  length,
  role,
]

/** The same, after the one that goes by what the author states. */
export const allRules: readonly Rule[] = [statedChecks, ...rules]

import type { Rule } from '../rule.ts'
import { ambiguity } from './ambiguity.ts'
import { constraints } from './constraints.ts'
import { context } from './context.ts'
import { examples } from './examples.ts'
import { length } from './length.ts'
import { outputFormat } from './output-format.ts'
import { role } from './role.ts'
import { selfCheck } from './self-check.ts'
import { taskClarity } from './task-clarity.ts'

/** All rules, the more important first where nothing else tells which to try. */
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

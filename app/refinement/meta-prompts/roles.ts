import type { AssistantRole } from '../../contract/run-input.ts'
import type { PlaceholderName } from './placeholders.ts'

export interface Role {
  /** What a model does in this role, for those who edit its meta-prompt. */
  readonly description: string
  /** Placeholders without which the role cannot do its work. */
  readonly required: readonly PlaceholderName[]
  readonly optional: readonly PlaceholderName[]
}

/** The roles that models play beside the target's, each with a meta-prompt of its own. */
export const roles = {
  enhancer: {
    description: 'Improves the best version of a prompt from the answers it got (enhancer llm_assisted)',
    required: ['prompt', 'evidence'],
    optional: ['original', 'failures', 'tried', 'feedback', 'lessons', 'variables', 'limit'],
  },
  architect: {
    description: 'Writes a prompt anew from the task, the answers so far and the lessons of earlier runs',
    required: ['original', 'evidence', 'lessons'],
    optional: ['prompt', 'failures', 'tried', 'feedback', 'variables', 'limit'],
  },
  analyser: {
    description:
      'Reads answers and names what is wrong with them, each flaw with a quote (first half of self-correction)',
    required: ['prompt', 'evidence', 'form'],
    optional: ['original', 'failures', 'feedback'],
  },
  reviser: {
    description: 'Mends in the prompt what the analyser found (second half of self-correction)',
    required: ['prompt', 'flaws'],
    optional: ['original', 'evidence', 'failures', 'tried', 'feedback', 'variables', 'limit'],
  },
  judge: {
    description: 'Scores one answer by criteria that rules cannot check',
    required: ['task', 'answer', 'criteria', 'schema'],
    optional: [],
  },
  generator: {
    description: 'Writes test inputs where the author gave none or too few',
    required: ['prompt', 'count', 'form'],
    optional: ['examples'],
  },
} as const satisfies Readonly<Record<AssistantRole, Role>>

// Object.keys widens to string[]; the keys are exactly these.
export const roleNames = Object.keys(roles) as AssistantRole[]

export const placeholdersOf = (role: AssistantRole): readonly PlaceholderName[] => [
  ...roles[role].required,
  ...roles[role].optional,
]

import type { ComposeModel } from '../models/compose-model.ts'
import { isJudged } from '../models/compose-request.ts'
import { typedCriteria } from '../models/judge-criteria.ts'
import { plural } from '../models/wording.ts'
import { Choices } from './choices.tsx'
import { CriteriaFields } from './criteria-fields.tsx'
import { OptionGroup } from './option-group.tsx'
import { PartField } from './part-field.tsx'

const evaluators = [
  {
    value: 'rules',
    label: 'Rules',
    hint: 'Code checks what your prompt asks for and what you state as checks. They cost no call of a model.',
  },
  {
    value: 'llm_judge',
    label: 'Rules and a judge',
    hint: 'A model also grades each answer for clarity, relevance, completeness and adherence, and quotes what it saw.',
  },
] as const

/** What scores answers. */
export function JudgeFields({ form }: { readonly form: ComposeModel }) {
  const { judge } = form.parts.value
  const judges = isJudged(form.draft.value)
  const own = typedCriteria(form.draft.value.judgeCriteria).length
  const now = judges
    ? [
        `rules and a judge${judge.chosen === null ? '' : `: ${judge.chosen.name}`}`,
        ...(own > 0 ? [plural(own, 'criterion of your own', 'criteria of your own')] : []),
      ].join(' · ')
    : 'by rules'
  return (
    <OptionGroup title="Scoring" now={now} isWrong={form.errors.value.judgeCriteria !== undefined}>
      <Choices
        legend="What scores the answers"
        name="evaluator"
        options={evaluators}
        value={judges ? 'llm_judge' : 'rules'}
        onChange={(value) => form.set('evaluator', value)}
      />
      {judges && judge.chosen !== null && (
        <PartField
          id="judgeModel"
          label="Model that judges"
          hint="Models favour answers of their own family: one of another provider is fairer."
          part={judge}
          onChoose={(id) => form.set('judgeModel', id)}
        />
      )}
      {judges && <CriteriaFields form={form} />}
    </OptionGroup>
  )
}

import type { ComposeModel } from '../models/compose-model.ts'
import { CheckFields } from './check-fields.tsx'
import { EnhancerFields } from './enhancer-fields.tsx'
import { JudgeFields } from './judge-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import { TestInputsField } from './test-inputs-field.tsx'

/** Everything that a run can be told besides its prompt and model. */
export function ComposeOptions({ form }: { readonly form: ComposeModel }) {
  return (
    <div class="options">
      <EnhancerFields form={form} />
      <JudgeFields form={form} />
      <TestInputsField form={form} />
      <CheckFields checks={form.checks} />
      <LimitFields form={form} />
    </div>
  )
}

import type { ComposeModel } from '../models/compose-model.ts'
import { writingOf } from '../models/compose-request.ts'
import { plural } from '../models/wording.ts'
import { Choices } from './choices.tsx'
import { NumberField } from './number-field.tsx'
import { OptionGroup } from './option-group.tsx'
import { PartField } from './part-field.tsx'

const enhancers = [
  {
    value: 'rule_based',
    label: 'Rules',
    hint: 'Mend the form: role, context, format, length. They cost no call of a model.',
  },
  {
    value: 'llm_assisted',
    label: 'A model improves it',
    hint: 'It reads which answers failed and why, and mends the best version so far.',
  },
  {
    value: 'architect',
    label: 'A model writes it anew',
    hint: 'It starts from the task, the answers and what earlier runs have taught.',
  },
] as const

/** Who proposes rewrites. The simulator writes none, so without a language model there are only rules. */
export function EnhancerFields({ form }: { readonly form: ComposeModel }) {
  const { writer } = form.parts.value
  const writing = writingOf(form.settled.value)
  const chosen = enhancers.find(({ value }) => value === writing.enhancer) ?? enhancers[0]
  const rounds = writing.selfCorrection ?? 0
  const now = [
    chosen.value === 'rule_based' ? 'by rules' : `${chosen.label.toLowerCase()}: ${writer.chosen?.name}`,
    ...(rounds > 0 ? [plural(rounds, 'round of self-correction', 'rounds of self-correction')] : []),
  ].join(' · ')
  return (
    <OptionGroup title="Rewriting" now={now} isWrong={form.errors.value.selfCorrection !== undefined}>
      <Choices
        legend="Who rewrites the prompt"
        name="enhancer"
        options={enhancers}
        value={chosen.value}
        unavailable={writer.chosen === null ? ['llm_assisted', 'architect'] : []}
        onChange={(value) => form.set('enhancer', value)}
      />
      {writer.chosen === null ? (
        <p class="field-hint">
          The simulator writes no prompts. With a key of OpenAI or Gemini, which the operator sets, a model can.
        </p>
      ) : (
        <div class="field-pair">
          <NumberField
            form={form}
            name="selfCorrection"
            label="Rounds of self-correction"
            hint="In each a model names flaws of the answers and revises the prompt; it is kept only when it scores higher. 0: none."
          />
          {Object.keys(writing).length > 0 && (
            <PartField
              id="enhancerModel"
              label="Model that writes"
              hint="A stronger one than the prompt is for finds more, and costs more."
              part={writer}
              onChoose={(id) => form.set('enhancerModel', id)}
            />
          )}
        </div>
      )}
    </OptionGroup>
  )
}

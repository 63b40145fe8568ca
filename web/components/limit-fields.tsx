import type { ComposeModel } from '../models/compose-model.ts'
import { countText, usdText } from '../models/wording.ts'
import { NumberField, type NumberFieldProps } from './number-field.tsx'
import { OptionGroup } from './option-group.tsx'

const fields = [
  { name: 'temperature', label: 'Temperature', hint: '0 answers alike each time, 2 varies most.', step: 0.1 },
  { name: 'iterations', label: 'Rewrites to try', hint: 'The run ends earlier when nothing is left to improve.' },
  {
    name: 'maxTokens',
    label: 'Token budget',
    hint: 'For all model calls of the run together.',
    step: 1_000,
  },
  {
    name: 'comparisons',
    label: 'Comparisons at the end',
    hint: 'Pairs of fresh answers that show whether the best version is really better: 6 or more, 0 for none.',
  },
  {
    name: 'selfComparisons',
    label: 'Comparisons with itself',
    hint: 'Pairs of fresh answers to your prompt alone: what they differ by is luck. 6 or more; empty: none.',
  },
  { name: 'maxCalls', label: 'Most calls', hint: 'Calls of models, all together. Empty: no limit.' },
  {
    name: 'maxCost',
    label: 'Most money, in USD',
    hint: 'Needs models whose price is known. Empty: no limit.',
    step: 'any',
  },
] as const satisfies readonly Omit<NumberFieldProps, 'form'>[]

/** What bounds a run. */
export function LimitFields({ form }: { readonly form: ComposeModel }) {
  const { temperature, iterations, maxTokens, maxCalls, maxCost } = form.draft.value
  const now = [
    temperature,
    `${iterations} ${iterations === '1' ? 'rewrite' : 'rewrites'}`,
    `${countText(Number(maxTokens))} tokens`,
    ...(maxCalls === '' ? [] : [`${countText(Number(maxCalls))} calls`]),
    ...(maxCost === '' ? [] : [usdText(Number(maxCost))]),
  ].join(' · ')
  const isWrong = fields.some(({ name }) => form.errors.value[name] !== undefined)
  return (
    <OptionGroup title="Temperature and limits" now={now} isWrong={isWrong}>
      <div class="field-pair">
        {fields.map((field) => (
          <NumberField key={field.name} form={form} {...field} />
        ))}
      </div>
    </OptionGroup>
  )
}

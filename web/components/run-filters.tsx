import type { Model } from '../../app/contract/models.ts'
import { noFilter, type RunFilter } from '../models/run-filter.ts'
import { modelText } from '../models/wording.ts'

interface Props {
  readonly filter: RunFilter
  /** Models to choose from; the one that is asked for need not be among them. */
  readonly models: readonly Model[]
  readonly onFilter: (filter: RunFilter) => void
}

type Choice = readonly [value: string, label: string]

const states: readonly Choice[] = [
  ['', 'All'],
  ['queued', 'Queued'],
  ['running', 'Running'],
  ['improved', 'Improved'],
  ['unchanged', 'Not improved'],
  ['failed', 'Failed'],
  ['cancelled', 'Cancelled'],
]
const enhancers: readonly Choice[] = [
  ['', 'All'],
  ['rule_based', 'Rules'],
  ['llm_assisted', 'A model, improving'],
  ['architect', 'A model, anew'],
]
const origins: readonly Choice[] = [
  ['', 'All'],
  ['model', 'Language models'],
  ['simulator', 'The simulator'],
]
const times: readonly Choice[] = [
  ['', 'At all times'],
  ['1', 'In the last 24 hours'],
  ['7', 'In the last 7 days'],
  ['30', 'In the last 30 days'],
]

/** By what the list of runs is narrowed. Its scripts are loaded when somebody unfolds it. */
export function RunFilters({ filter, models, onFilter }: Props) {
  const ids = [...new Set([...models.map(({ id }) => id), ...(filter.model === '' ? [] : [filter.model])])]
  const fields = [
    { name: 'state', label: 'State', choices: states },
    { name: 'days', label: 'Started', choices: times },
    { name: 'model', label: 'Model', choices: [['', 'All'], ...ids.map((id): Choice => [id, modelText(id)])] },
    { name: 'enhancer', label: 'Rewritten by', choices: enhancers },
    { name: 'origin', label: 'Answered by', choices: origins },
  ] as const satisfies readonly { name: keyof RunFilter; label: string; choices: readonly Choice[] }[]
  return (
    <div class="run-filters">
      {fields.map(({ name, label, choices }) => (
        <div class="field" key={name}>
          <label for={`filter-${name}`}>{label}</label>
          <select
            id={`filter-${name}`}
            value={filter[name]}
            onChange={(event) => onFilter({ ...filter, [name]: event.currentTarget.value })}
          >
            {choices.map(([value, text]) => (
              <option key={value} value={value} selected={value === filter[name]}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="button" class="button button-small" onClick={() => onFilter({ ...noFilter, q: filter.q })}>
        Clear filters
      </button>
    </div>
  )
}

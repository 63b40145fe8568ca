import type { Model } from '../../app/contract/models.ts'
import { providerText } from '../models/wording.ts'

interface Props {
  readonly id: string
  readonly models: readonly Model[]
  readonly chosen: Model | null
  readonly describedBy?: string
  readonly onChoose: (id: string) => void
}

/** A model of those that are there, by provider. */
export function ModelSelect({ id, models, chosen, describedBy, onChoose }: Props) {
  return (
    <select
      id={id}
      value={chosen?.id ?? ''}
      aria-describedby={describedBy}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {[...Map.groupBy(models, (model) => model.provider)].map(([provider, offered]) => (
        <optgroup key={provider} label={providerText(provider)}>
          {offered.map((model) => (
            <option key={model.id} value={model.id} selected={model.id === chosen?.id}>
              {model.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

import { Value } from 'typebox/value'
import { type Model, ModelId, type Provider } from '../contract/models.ts'

/** A model for our list, or nothing when the provider's name for it would make no model id. */
export function listedModel(provider: Provider, model: unknown, name?: string): Model[] {
  const id = `${provider}:${model}`
  if (typeof model !== 'string' || !Value.Check(ModelId, id)) return []
  return [{ id, provider, name: (name || model).slice(0, 120), simulated: false }]
}

export const byName = (a: Model, b: Model): number => a.id.localeCompare(b.id, 'en', { numeric: true })

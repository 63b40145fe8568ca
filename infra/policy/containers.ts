import { type Data, isData } from './inputs.ts'
import type { PolicyResource } from './rule.ts'

/** The containers of a task definition, whose definitions are JSON text. */
export function containersOf({ inputs }: PolicyResource): readonly (Data & { readonly title: string })[] {
  const text = inputs['containerDefinitions']
  const parsed: unknown = typeof text === 'string' ? JSON.parse(text) : text
  return (Array.isArray(parsed) ? parsed : [])
    .filter(isData)
    .map((container) => ({ ...container, title: `container ${String(container['name'])}` }))
}

export const taskDefinition = 'aws:ecs/taskDefinition:TaskDefinition'

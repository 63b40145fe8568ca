import * as pulumi from '@pulumi/pulumi'
import { type CostItem, costItems } from './plan/cost.ts'
import type { PlannedResource } from './plan/planned-resource.ts'
import type { Settings } from './plan/settings-table.ts'

/** Notes what the program creates, so that its budget is made of the same resources as `npm run plan` prices. */
export interface Bill {
  /** For every component of the stack. */
  readonly counted: pulumi.ComponentResourceOptions
  /** Line items of everything that was created so far. */
  readonly items: (settings: Settings) => readonly CostItem[]
}

export function openBill(): Bill {
  const resources: PlannedResource[] = []
  const note: pulumi.ResourceTransformation = ({ resource, type, name, props }) => {
    // What prices look at is plain; other inputs may be known only later.
    if (resource instanceof pulumi.CustomResource) resources.push({ type, name, group: '', inputs: props })
    return undefined
  }
  return { counted: { transformations: [note] }, items: (settings) => costItems(resources, settings) }
}

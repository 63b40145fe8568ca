import type { PlanSummary, SummaryResource } from './plan-summary.ts'
import { unknownText } from './planned-resource.ts'

interface ChangedProperty {
  /** Top-level input. */
  readonly property: string
  readonly before: unknown
  readonly after: unknown
}

export interface ResourceChange {
  readonly what: 'added' | 'removed' | 'changed'
  readonly type: string
  readonly name: string
  /** For `changed`. */
  readonly properties: readonly ChangedProperty[]
}

export interface PlanDifference {
  readonly resources: readonly ResourceChange[]
  readonly settings: readonly { readonly key: string; readonly before: string; readonly after: string }[]
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * Whether what is there fits what is planned. A deployed state has more than the program said, such as defaults, and a
 * planned value may be known only after creation: both are no change.
 */
function fits(planned: unknown, there: unknown): boolean {
  if (typeof planned === 'string' && planned.includes(unknownText)) return true
  if (!isObject(planned)) return String(planned) === String(there)
  return isObject(there) && Object.entries(planned).every(([key, value]) => fits(value, there[key]))
}

/** Equal whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return a === b
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => isSame(a[key], b[key]))
}

/**
 * What a plan changes.
 * @param base another plan, of which everything is compared; or a deployed state, of which what the program says is
 */
export function comparePlans(base: PlanSummary, plan: PlanSummary): PlanDifference {
  const isState = base.settings === undefined
  const id = ({ type, name }: SummaryResource) => `${type} ${name}`
  const before = new Map(base.resources.map((resource) => [id(resource), resource]))
  const after = new Map(plan.resources.map((resource) => [id(resource), resource]))
  const changed = plan.resources.flatMap((resource): ResourceChange[] => {
    const { type, name, inputs } = resource
    const old = before.get(id(resource))
    if (!old) return [{ what: 'added', type, name, properties: [] }]
    const keys = isState ? Object.keys(inputs) : [...new Set([...Object.keys(old.inputs), ...Object.keys(inputs)])]
    const properties = keys
      .filter((key) => !(isState ? fits(inputs[key], old.inputs[key]) : isSame(inputs[key], old.inputs[key])))
      .map((property) => ({ property, before: old.inputs[property], after: inputs[property] }))
    return properties.length === 0 ? [] : [{ what: 'changed', type, name, properties }]
  })
  const removed = base.resources
    .filter((resource) => !after.has(id(resource)))
    .map(({ type, name }): ResourceChange => ({ what: 'removed', type, name, properties: [] }))
  const old = base.settings ?? plan.settings ?? {}
  const now = plan.settings ?? {}
  const settings = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => old[key] !== now[key])
    .map((key) => ({ key, before: old[key] ?? 'not set', after: now[key] ?? 'not set' }))
  return { resources: [...changed, ...removed], settings }
}

import { type CostItem, totalUsd } from './cost.ts'
import { project } from './names.ts'
import type { PlainSettings } from './settings-table.ts'

/**
 * How much more than the estimate a month may cost: other regions are up to a third dearer than the price list's, and
 * traffic is not in the estimate. A NAT gateway or a database too many is more than that.
 */
export const budgetFactor = 1.5
/** Limits are rounded up to this, in USD, so that a small change of the estimate is no change of the budget. */
const step = 10

/**
 * What a stack may cost, in USD a month: `mpla:budgetUsd`, or one and a half times the estimate.
 * @throws Error when a price is not known and no limit is set, which the settings refuse before
 */
export function budgetLimit(items: readonly CostItem[], { budgetUsd }: Pick<PlainSettings, 'budgetUsd'>): number {
  if (budgetUsd !== undefined) return budgetUsd
  const estimate = totalUsd(items)
  if (Number.isNaN(estimate)) {
    const unknown = items.filter(({ monthlyUsd }) => Number.isNaN(monthlyUsd)).map(({ what }) => what)
    throw new Error(`Expected prices for a budget, found none for: ${unknown.join(', ')}; set mpla:budgetUsd`)
  }
  return Math.ceil((estimate * budgetFactor) / step) * step
}

export interface BudgetNotice {
  readonly type: 'ACTUAL' | 'FORECASTED'
  /** Percent of the limit above which it is sent. */
  readonly percent: number
}

/** When somebody is told: most of it is spent, it will be exceeded, it is exceeded. */
export const budgetNotices: readonly BudgetNotice[] = [
  { type: 'ACTUAL', percent: 80 },
  { type: 'FORECASTED', percent: 100 },
  { type: 'ACTUAL', percent: 100 },
]

/** The cost of what carries the stack's tag, as a filter of AWS Budgets spells it. */
export const budgetTagFilter = (tags: Readonly<Record<string, string>>): readonly string[] => {
  const { stack } = tags
  if (stack === undefined || tags['project'] !== project)
    throw new Error(`Expected the tags of a stack, got ${JSON.stringify(tags)}`)
  return [`user:stack$${stack}`]
}

import { type CostItem, costItems } from './cost.ts'
import type { Plan } from './plan-text.ts'
import { type Settings, settingsTable } from './settings-table.ts'
import { deployBudget } from './timeouts.ts'

export interface SummaryResource {
  readonly type: string
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
}

/** What of a plan is compared with another: plain values, none of them secret. `npm run plan -- STACK --json` prints it. */
export interface PlanSummary {
  readonly stack: string
  readonly region: string
  /** Undefined where the other side is a deployed state, which does not say. */
  readonly settings: Readonly<Record<string, string>> | undefined
  readonly resources: readonly SummaryResource[]
  /** USD a month; null for a price that is not known. */
  readonly costs: readonly { readonly what: string; readonly monthlyUsd: number | null }[] | undefined
  /** Seconds that a deployment takes at most, by phase. */
  readonly deployment: Readonly<Record<string, number>> | undefined
}

/** JSON has no NaN, by which the estimate means a price that it does not know. */
const known = ({ what, monthlyUsd }: CostItem) => ({ what, monthlyUsd: Number.isNaN(monthlyUsd) ? null : monthlyUsd })

function plainSettings(settings: Settings): Record<string, string> {
  const entries = Object.entries(settingsTable).flatMap(([key, { secret }]) => {
    const value = settings[key as keyof Settings] // every plain key of the table is one of the settings
    return secret || value === undefined ? [] : [[key, String(value)]]
  })
  return Object.fromEntries([...entries, ['secrets', settings.secrets.join(', ')]])
}

export const summarise = ({ settings, region, resources, timeouts }: Plan): PlanSummary => ({
  stack: settings.stack,
  region,
  settings: plainSettings(settings),
  resources: resources.map(({ type, name, inputs }) => ({ type, name, inputs })),
  costs: costItems(resources, settings).map(known),
  deployment: deployBudget(timeouts).phases,
})

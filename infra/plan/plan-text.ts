import { conditionText } from './alarms/alarm-text.ts'
import { alarmsOf } from './alarms/alarms.ts'
import { budgetLimit } from './budget.ts'
import { costItems, notIncluded, totalUsd } from './cost.ts'
import type { PlannedResource } from './planned-resource.ts'
import { priceList } from './prices.ts'
import { scalingTargets } from './scaling.ts'
import { counted } from './setting.ts'
import { setLine } from './settings-checks.ts'
import { type SettingKey, type Settings, settingsTable } from './settings-table.ts'
import { deployBudget, type Timeouts } from './timeouts.ts'

/** Everything a plan tells. */
export interface Plan {
  readonly settings: Settings
  /** Settings and secrets that the stack's file gives; the others have their defaults. */
  readonly given: ReadonlySet<string>
  readonly region: string
  readonly timeouts: Timeouts
  readonly resources: readonly PlannedResource[]
  readonly outputs: readonly string[]
}

const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
}
const usd = (amount: number) => (Number.isNaN(amount) ? '?' : amount.toFixed(2)).padStart(8)

function settingLines({ settings, given }: Plan): string[] {
  const rows = Object.entries(settingsTable).flatMap(([key, { secret, unit }]) => {
    if (secret) return []
    const value = settings[key as keyof Settings] // every plain key of the table is one of the settings
    if (value === undefined) return []
    return [[key, `${String(value)}${unit ? ` ${counted(value, unit)}` : ''}`, given.has(key) ? '' : '(default)']]
  })
  return table(rows)
}

function secretLines({ settings, given }: Plan): string[] {
  const keys = (Object.keys(settingsTable) as SettingKey[]).filter((key) => settingsTable[key].secret) // widened by Object.keys
  return table(
    keys.map((key) => {
      const { example, required } = settingsTable[key]
      if (given.has(key)) return [key, 'set']
      const line = setLine(settings.stack, key, example, true)
      return [key, required ? `to be set: ${line}` : `not set; to add it: ${line}`]
    }),
  )
}

function resourceLines(resources: readonly PlannedResource[]): string[] {
  return [...Map.groupBy(resources, ({ group }) => group)].flatMap(([group, members]) => {
    const byType = Map.groupBy(members, ({ type }) => type.replace(/^aws:([^/]+)\/[^:]+:/, 'aws.$1.'))
    return [
      `  ${group}`,
      ...table([...byType].map(([type, same]) => [`  ${type}`, same.map(({ name }) => name).join(', ')])),
    ]
  })
}

function scalingLines(settings: Settings): string[] {
  const targets = scalingTargets(settings)
  if (targets.length === 0) return ['  none: the number of tasks is fixed']
  const { busyHours, busyDays, busyTasks, timeZone } = settings
  return [
    ...table(
      targets.map(({ metric, value, scaleOutCooldown, scaleInCooldown }) => [
        metric,
        String(value),
        `out after ${scaleOutCooldown} s, in after ${scaleInCooldown} s`,
      ]),
    ),
    ...(busyHours === undefined ? [] : [`  at least ${busyTasks} tasks on ${busyDays} at ${busyHours}, ${timeZone}`]),
  ]
}

function deploymentLines({ settings, timeouts }: Plan): string[] {
  const { phases, total } = deployBudget(timeouts)
  const away = settings.database === 'sqlite'
  return [
    ...table(Object.entries(phases).map(([phase, seconds]) => [phase, `${String(seconds).padStart(4)} s`])),
    `  at most ${total} s for one task when nothing is wrong; \`pulumi up\` waits ${timeouts.upLimit} s`,
    away
      ? '  the old task is stopped first (SQLite has one writer): the service is away in between'
      : '  the old task is stopped only once the new one is healthy: the service keeps answering',
    `  ${timeouts.failuresToRollBack} failed tasks, or an alarm marked below, roll the deployment back`,
  ]
}

const alarmLines = ({ settings }: Plan) =>
  table(
    alarmsOf(settings).map((alarm) => [
      alarm.id,
      alarm.severity,
      conditionText(alarm),
      `no data: ${alarm.missingData.means}`,
      alarm.rollsBack ? 'rolls back' : '',
    ]),
  )

function costLines({ resources, settings }: Plan): string[] {
  const items = costItems(resources, settings)
  return [
    ...items.map(({ what, monthlyUsd }) => `  ${usd(monthlyUsd)}  ${what}`),
    `  ${usd(totalUsd(items))}  estimated total, USD a month, ${priceList.what} of ${priceList.date}`,
    `  ${usd(budgetLimit(items, settings))}  budget: above it, or when it will be exceeded, the topic for tickets is told`,
    `            not included: ${notIncluded}`,
  ]
}

/** The plan as text for a terminal. */
export function planText(plan: Plan): string {
  const { settings, region, resources, outputs } = plan
  const sections: [string, string[]][] = [
    ['Settings', settingLines(plan)],
    ['Secrets', secretLines(plan)],
    [`Resources (${resources.length})`, resourceLines(resources)],
    [
      `Autoscaling (${settings.minTasks} to ${settings.maxTasks} ${counted(settings.maxTasks, 'tasks')})`,
      scalingLines(settings),
    ],
    ['Deployment', deploymentLines(plan)],
    [`Alarms (${alarmsOf(settings).length})`, alarmLines(plan)],
    ['Cost', costLines(plan)],
    ['Outputs', [`  ${outputs.join(', ')}`]],
  ]
  const title = `Stack ${settings.stack} (${settings.kind}) in ${region}: what \`pulumi up\` creates in an empty account`
  return `${[title, ...sections.map(([heading, lines]) => [heading, ...lines].join('\n'))].join('\n\n')}\n`
}

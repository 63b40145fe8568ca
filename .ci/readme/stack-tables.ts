import { join } from 'node:path'
import { costItems } from '../../infra/plan/cost.ts'
import { counted, type Setting } from '../../infra/plan/setting.ts'
import { settingsTable } from '../../infra/plan/settings-table.ts'
import { type StackKind, stackKinds } from '../../infra/plan/stack-kind.ts'
import { planStack } from '../../infra/plan-stack.ts'
import { readStackFile } from '../../infra/stack-file.ts'
import { tableOf } from './tables.ts'

const root = join(import.meta.dirname, '../..')

/** Markdown table of the settings whose default, or whose need, depends on the kind of stack. */
export function kindsText(): string {
  const cell = ({ required, defaults, unit }: Setting<unknown>, kind: StackKind) =>
    required?.kinds.includes(kind)
      ? 'required'
      : `${defaults[kind] ?? 'none'}${unit ? ` ${counted(defaults[kind], unit)}` : ''}`
  const rows = Object.entries<Setting<unknown>>(settingsTable)
    .map(([key, setting]) => [`\`${key}\``, ...stackKinds.map((kind) => cell(setting, kind))])
    .filter(([key, first, second]) => key !== '`kind`' && first !== second)
  if (rows.length === 0) throw new Error('expected settings that depend on the kind of stack, found none')
  return tableOf(['setting', ...stackKinds], rows)
}

/** What an item of the estimate is for, without its amounts and names. */
const groupOf = (what: string) => /^[A-Z][\w ]*?(?=:| \(| mpla-|$)/.exec(what)?.[0] ?? what

/** Markdown table of what the committed stacks cost a month, by what it is for. */
export async function costText(): Promise<string> {
  const byStack: Map<string, number>[] = []
  for (const stack of stackKinds) {
    const { resources, settings } = await planStack(stack, readStackFile(root, stack))
    const sums = new Map<string, number>()
    for (const { what, monthlyUsd } of costItems(resources, settings))
      sums.set(groupOf(what), (sums.get(groupOf(what)) ?? 0) + monthlyUsd)
    byStack.push(sums)
  }
  const groups = [...new Set(byStack.flatMap((sums) => [...sums.keys()]))]
  const total = (sums: Map<string, number>) => [...sums.values()].reduce((sum, each) => sum + each, 0)
  return tableOf(
    ['USD a month', ...stackKinds],
    [
      ...groups.map((group) => [group, ...byStack.map((sums) => sums.get(group)?.toFixed(2) ?? '')]),
      ['**total**', ...byStack.map((sums) => `**${total(sums).toFixed(2)}**`)],
    ],
  )
}

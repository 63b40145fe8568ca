import { ConfigSchema, secretNames } from '../../app/config.ts'
import type { Setting } from '../../infra/plan/setting.ts'
import { settingsTable } from '../../infra/plan/settings-table.ts'

/** What the generated table needs of one variable's JSON Schema. */
interface Variable {
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
}

function allowed({ minimum, maximum, enum: names }: Variable): string {
  if (names) return names.map((name) => `\`${name}\``).join(', ')
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  return minimum === undefined ? '' : `at least ${minimum}`
}

export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

/** Markdown table of every environment variable of the server. */
export function configurationTable(): string {
  const secrets: readonly string[] = secretNames
  const rows = Object.entries<Variable>(ConfigSchema.properties).map(([name, variable]) => [
    `\`${name}\`${secrets.includes(name) ? ' (secret)' : ''}`,
    variable.description ?? '',
    allowed(variable),
    variable.default === undefined || variable.default === '' ? 'not set' : `\`${variable.default}\``,
  ])
  if (rows.length === 0) throw new Error('expected variables in ConfigSchema, found none')
  return tableOf(['variable', 'what', 'values', 'default'], rows)
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. @throws when the markers are missing */
export function replaceSection(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = document.indexOf(open)
  const to = document.indexOf(close)
  if (from === -1 || to < from) throw new Error(`expected ${open} … ${close} in the document`)
  return `${document.slice(0, from + open.length)}\n${content}\n${document.slice(to)}`
}

const shown = (value: unknown) => (value === undefined ? 'none' : `\`${value}\``)

/** Markdown table of every setting of a stack. */
export function settingsTableText(): string {
  const rows = Object.entries<Setting<unknown>>(settingsTable).map(([key, setting]) => [
    `\`mpla:${key}\`${setting.secret ? ' (secret)' : ''}`,
    setting.required
      ? `${setting.description}. Required in ${setting.required.kinds.join(' and ')}`
      : setting.description,
    setting.expected,
    ...(['prod', 'dev'] as const).map((kind) => shown(setting.defaults[kind])),
    setting.secret ? '' : `\`${setting.example}\``,
  ])
  if (rows.length === 0) throw new Error('expected settings in settingsTable, found none')
  return tableOf(['setting', 'what', 'values', 'prod', 'dev', 'example'], rows)
}

/** The README with every generated table as the code has it now. */
export function withTables(readme: string): string {
  return replaceSection(replaceSection(readme, 'configuration', configurationTable()), 'settings', settingsTableText())
}

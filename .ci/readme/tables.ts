import { ConfigSchema, secretNames } from '../../app/config.ts'
import { endgameKeys } from '../../infra/plan/endgame-schema.ts'
import { numbersInWords } from '../../infra/plan/numbers-in-words.ts'
import type { Setting } from '../../infra/plan/setting.ts'
import { type SettingKey, settingsTable } from '../../infra/plan/settings-table.ts'
import { cpuSizes, memorySizes } from '../../infra/plan/task-sizes.ts'

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

const shown = (value: unknown) => (value === undefined ? 'none' : `\`${value}\``)

type Row = readonly [key: SettingKey, setting: Setting<unknown>]
const settings = Object.entries(settingsTable) as Row[] // Object.entries widens the keys

const settingName = (key: string, { secret }: Pick<Setting<unknown>, 'secret'>) =>
  `\`mpla:${key}\`${secret ? ' (secret)' : ''}`

/** Markdown table of every setting of a stack, with all there is to know of each. */
export function settingsTableText(): string {
  const rows = settings.map(([key, setting]) => [
    settingName(key, setting),
    setting.required
      ? `${setting.description}. Required in ${setting.required.kinds.join(' and ')}: ${setting.required.why}`
      : setting.description,
    setting.expected,
    ...(['prod', 'dev'] as const).map((kind) => shown(setting.defaults[kind])),
    `\`${setting.example}\``,
  ])
  if (rows.length === 0) throw new Error('expected settings in settingsTable, found none')
  return tableOf(['setting', 'what it decides', 'values', 'prod', 'dev', 'example'], rows)
}

/** Settings that a first deployment has to think of: those that are required, the keys, and what costs most. */
export const firstSettings: readonly SettingKey[] = [
  'domain',
  'hostedZone',
  'alarmEmail',
  'accessToken',
  'openaiApiKey',
  'geminiApiKey',
  'egress',
  'database',
  'maxTasks',
]

/** Markdown table of the settings that a first deployment has to think of. */
export function firstSettingsText(): string {
  const rows = firstSettings.map((key) => {
    const setting: Setting<unknown> = settingsTable[key]
    const byKind = (['prod', 'dev'] as const).map((kind) =>
      setting.required?.kinds.includes(kind) ? 'required' : shown(setting.defaults[kind]),
    )
    return [settingName(key, setting), setting.description, ...byKind, `\`${setting.example}\``]
  })
  return tableOf(['setting', 'what it decides', 'prod', 'dev', 'example'], rows)
}

/** Markdown table of the task sizes there are. */
export const taskSizesText = (): string =>
  tableOf(
    ['`mpla:cpu`', '`mpla:memory`, MiB'],
    cpuSizes.map((cpu) => [String(cpu), numbersInWords(memorySizes(cpu))]),
  )

const effects = {
  file: '**read**',
  parameter: 'parameter of a deployment',
  intent: 'intent',
} as const

/** Markdown table of every key of `.endgame`. */
export function endgameKeysText(): string {
  const rows = endgameKeys().map(({ key, note }) => [
    `\`${key}\``,
    note.description,
    effects[note.effect],
    note.because,
  ])
  return tableOf(['key', 'value', 'what Endgame makes of it', 'why, or what follows'], rows)
}

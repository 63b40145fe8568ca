import { readSettings } from '../plan/read-settings.ts'
import { SettingsError, type SettingsProblem } from '../plan/settings-problem.ts'
import type { SettingsSource } from '../plan/settings-source.ts'
import type { Settings } from '../plan/settings-table.ts'

type Raw = Readonly<Record<string, string | undefined>>

/** A source of settings out of plain and secret values. */
export function sourceOf(
  stack: string,
  plain: Raw,
  secrets: Raw = { accessToken: 'a-token-of-enough-length' },
): SettingsSource {
  const values = { ...plain, ...secrets }
  return {
    stack,
    get: (key) => values[key],
    isSecret: (key) => secrets[key] !== undefined,
    keys: Object.keys(values).filter((key) => values[key] !== undefined),
    missingSecrets: 'refuse',
  }
}

/** The settings, or the problems that kept them from being read. */
export function tryRead(source: SettingsSource): {
  settings?: Settings
  problems: readonly SettingsProblem[]
  message: string
} {
  try {
    return { settings: readSettings(source), problems: [], message: '' }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { problems: error.problems, message: error.message }
  }
}

export const leastProd = { domain: 'mpla.example.com', alarmEmail: 'on-call@example.com' } as const

/** The settings of a stack that gives only what it must. */
export const settingsOf = (stack: string, plain: Raw = {}): Settings =>
  readSettings(sourceOf(stack, { ...(stack === 'prod' && leastProd), ...plain }))

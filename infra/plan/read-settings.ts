import type { Setting } from './setting.ts'
import {
  kindProblem,
  removeLine,
  setLine,
  settingProblem,
  stackKindOf,
  stackNameProblems,
  unknownKeyProblems,
} from './settings-checks.ts'
import { SettingsError, type SettingsProblem } from './settings-problem.ts'
import { settingsRules } from './settings-rules.ts'
import type { SettingsSource } from './settings-source.ts'
import { type PlainSettings, type SettingKey, type Settings, secretKeys, settingsTable } from './settings-table.ts'

/**
 * Reads a stack's settings.
 * @throws SettingsError with every wrong, missing, unknown or contradicting setting at once
 */
export function readSettings(source: SettingsSource): Settings {
  const { stack, get } = source
  const problems: SettingsProblem[] = [...stackNameProblems(stack), ...unknownKeyProblems(source)]
  const statedKind = stackKindOf(source)
  if (statedKind === undefined) problems.push(kindProblem(source))
  // Without a kind the other settings are checked as those of a dev stack, which demands less: no false report.
  const kind = statedKind ?? 'dev'

  const values: Partial<Record<SettingKey, unknown>> = {}
  const entries = Object.entries(settingsTable) as [SettingKey, Setting<unknown>][] // Object.entries widens the keys
  for (const [key, setting] of entries) {
    if (key === 'kind') continue
    const problem = settingProblem(key, setting, kind, source)
    if (problem) problems.push(problem)
    const raw = get(key)
    // A wrong value gives way to its default, so that the rules can still look at the others.
    if (!setting.secret) values[key] = (raw === undefined ? undefined : setting.parse(raw)) ?? setting.defaults[kind]
  }
  const plain = { ...values, kind } as PlainSettings // every key was just set from its own parser or default
  problems.push(...ruleProblems(stack, plain, new Set(problems.map((problem) => problem.key))))
  if (problems.length > 0) throw new SettingsError(stack, problems)

  const secrets = secretKeys.filter(
    (key) => get(key) !== undefined || settingsTable[key].required?.kinds.includes(kind) === true,
  )
  return Object.freeze({ ...plain, stack, secrets: Object.freeze(secrets) })
}

/** Broken rules, except about settings that are reported already: their values here are not the stack's. */
function ruleProblems(stack: string, settings: PlainSettings, reported: ReadonlySet<string>): SettingsProblem[] {
  return settingsRules.flatMap((rule) => {
    const broken = rule(settings)
    if (broken === undefined || reported.has(broken.key)) return []
    const { key, what, expected, mend } = broken
    const { description } = settingsTable[key]
    const lines = mend.map((each) =>
      each.value === undefined ? removeLine(stack, each.key) : setLine(stack, each.key, each.value),
    )
    return [{ key, what, expected, description, mend: lines }]
  })
}

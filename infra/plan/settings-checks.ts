import { longestStackName } from './names.ts'
import { nearestName } from './nearest-name.ts'
import type { Setting } from './setting.ts'
import type { SettingsProblem } from './settings-problem.ts'
import type { SettingsSource } from './settings-source.ts'
import { type SettingKey, settingsTable } from './settings-table.ts'
import { kindFromName, type StackKind, stackKinds } from './stack-kind.ts'

/** The command that gives a setting a value. A secret's value is a shell expression, never the value itself. */
export const setLine = (stack: string, key: string, value: string, secret = false): string =>
  `pulumi config set${secret ? ' --secret' : ''} mpla:${key} ${value} --stack ${stack}`

/** The command that takes a setting away. */
export const removeLine = (stack: string, key: string): string => `pulumi config rm mpla:${key} --stack ${stack}`

/** Kind of the stack, or undefined when neither its name nor its setting says one. */
export function stackKindOf({ stack, get }: SettingsSource): StackKind | undefined {
  const raw = get('kind')
  return raw === undefined ? kindFromName(stack) : settingsTable.kind.parse(raw)
}

export function kindProblem({ stack, get }: SettingsSource): SettingsProblem {
  const raw = get('kind')
  return {
    key: 'kind',
    what: raw === undefined ? `is missing, and the name ${stack} does not say it` : `is ${JSON.stringify(raw)}`,
    expected: settingsTable.kind.expected,
    description: settingsTable.kind.description,
    mend: stackKinds.map((each) => setLine(stack, 'kind', each)),
  }
}

/** A stack name becomes part of names in AWS, so it must fit their letters and lengths. */
export function stackNameProblems(stack: string): SettingsProblem[] {
  const legal = /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(stack) && !stack.includes('--')
  if (legal && stack.length <= longestStackName) return []
  const shorter = stack
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longestStackName)
    .replace(/-$/, '')
  return [
    {
      key: '(stack name)',
      what: `is ${JSON.stringify(stack)}, ${stack.length} characters`,
      expected: `1 to ${longestStackName} lower-case letters, digits and single dashes, a letter first, no dash last`,
      description: 'Part of every name in AWS, where a load balancer takes 32 characters',
      mend: [`pulumi stack rename ${shorter || 'dev'} --stack ${stack}`],
    },
  ]
}

/** A mistyped setting would silently have no effect, so an unknown one is refused. */
export function unknownKeyProblems({ stack, keys }: SettingsSource): SettingsProblem[] {
  const known = Object.keys(settingsTable) as SettingKey[] // Object.keys widens the keys
  return keys
    .filter((key) => !known.some((each) => each === key))
    .map((key) => {
      const meant = nearestName(key, known)
      return {
        key,
        what: `is no setting${meant ? `; mpla:${meant} was meant?` : ''}`,
        expected: meant ? settingsTable[meant].expected : `one of ${known.join(', ')}`,
        description: meant ? settingsTable[meant].description : 'A setting that does not exist would have no effect',
        mend: [removeLine(stack, key)],
      }
    })
}

/** What is wrong with one setting by itself. */
export function settingProblem(
  key: SettingKey,
  setting: Setting<unknown>,
  kind: StackKind,
  { stack, get, isSecret, missingSecrets }: SettingsSource,
): SettingsProblem | undefined {
  const { expected, description, example, secret, required } = setting
  const raw = get(key)
  const problem = (what: string, wanted = expected): SettingsProblem => ({
    key,
    what,
    expected: wanted,
    description,
    mend: [setLine(stack, key, example, secret)],
  })
  if (raw === undefined) {
    const isListed = secret && missingSecrets === 'list'
    return required?.kinds.includes(kind) && !isListed ? problem(`is missing: ${required.why}`) : undefined
  }
  if (secret && !isSecret(key)) return problem('is stored in plain text', 'a value stored with --secret')
  if (!secret && isSecret(key)) return problem('is stored with --secret', `${expected}, stored without --secret`)
  if (setting.parse(raw) !== undefined) return undefined
  return problem(secret ? `is a secret of ${raw.length} characters` : `is ${JSON.stringify(raw)}`)
}

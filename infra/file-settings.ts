import { project } from './plan/names.ts'
import { readSettings } from './plan/read-settings.ts'
import type { Settings } from './plan/settings-table.ts'
import type { StackFile } from './stack-file.ts'

const namespace = `${project}:`

/** Names, without their namespace, of the settings that a stack's file gives. */
export const keysOfFile = ({ config }: StackFile): readonly string[] =>
  Object.keys(config)
    .filter((key) => key.startsWith(namespace))
    .map((key) => key.slice(namespace.length))

/**
 * The settings of a stack as its file has them, read without Pulumi.
 * @param missingSecrets what a required secret that is not there does: it is listed, or refused like a wrong setting
 * @throws SettingsError with every wrong setting at once
 */
export const fileSettings = (stack: string, file: StackFile, missingSecrets: 'list' | 'refuse' = 'list'): Settings =>
  readSettings({
    stack,
    get: (key) => file.config[namespace + key],
    isSecret: (key) => file.secretKeys.includes(namespace + key),
    keys: keysOfFile(file),
    missingSecrets,
  })

import * as pulumi from '@pulumi/pulumi'
import { deployedStack } from './deployed-stack.ts'
import { databaseSwitchProblems } from './plan/database-switch.ts'
import { project } from './plan/names.ts'
import { readSettings } from './plan/read-settings.ts'
import { SettingsError } from './plan/settings-problem.ts'
import type { Settings } from './plan/settings-table.ts'

const namespace = `${project}:`

/** Exported by the SDK at run time, but missing from its type declarations. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean }

/**
 * The settings of the stack that is being deployed.
 * @throws pulumi.RunError with every problem at once; Pulumi shows its message without a stack trace
 */
export async function stackSettings(): Promise<Settings> {
  const { allConfig, getConfig } = pulumi.runtime
  try {
    const settings = readSettings({
      stack: pulumi.getStack(),
      get: (key) => getConfig(namespace + key),
      isSecret: (key) => isConfigSecret(namespace + key),
      keys: Object.keys(allConfig())
        .filter((key) => key.startsWith(namespace))
        .map((key) => key.slice(namespace.length)),
      missingSecrets: 'refuse',
    })
    const problems = databaseSwitchProblems(settings, await deployedStack())
    if (problems.length > 0) throw new SettingsError(settings.stack, problems)
    return settings
  } catch (error) {
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message)
    throw error
  }
}

import { fileSettings, keysOfFile } from './file-settings.ts'
import { project } from './plan/names.ts'
import type { Plan } from './plan/plan-text.ts'
import { type PlannedResource, secretText } from './plan/planned-resource.ts'
import { deriveTimeouts } from './plan/timeouts.ts'
import { program } from './program.ts'
import { type RecordedResource, recordProgram } from './recorder.ts'
import { type StackFile, secretStandIn } from './stack-file.ts'

interface PlanOptions {
  readonly missingSecrets?: 'list' | 'refuse'
  readonly preview?: boolean
}

/**
 * What `pulumi up` would create for a stack, found out by running the program itself, without account, engine or CLI.
 * @param options `missingSecrets`: what a required secret that is not there does, it is listed, or refused like a wrong
 *   setting; `preview`: what AWS makes up is left unknown, instead of made up here
 * @throws SettingsError with every wrong setting at once
 */
export async function planStack(
  stack: string,
  file: StackFile,
  { missingSecrets = 'list', preview = false }: PlanOptions = {},
): Promise<Plan> {
  const { config, secretKeys } = file
  const settings = fileSettings(stack, file, missingSecrets)
  const keys = keysOfFile(file)
  const missing = settings.secrets.map((key) => `${project}:${key}`).filter((key) => config[key] === undefined)
  const { resources, outputs } = await recordProgram(
    {
      stack,
      config: { ...config, ...Object.fromEntries(missing.map((key) => [key, secretStandIn])) },
      secretKeys: [...secretKeys, ...missing],
      preview,
    },
    program,
  )
  return {
    settings,
    given: new Set(keys),
    region: config['aws:region'] ?? '(aws:region is not set)',
    timeouts: deriveTimeouts(),
    resources: plannedResources(resources),
    outputs: Object.keys(outputs),
  }
}

/** Resources that are created, each with the component it belongs to, in the order of the components. */
export function plannedResources(resources: readonly RecordedResource[]): readonly PlannedResource[] {
  const groups = resources.filter(({ isCustom }) => !isCustom).map(({ type }) => componentName(type))
  return resources
    .filter(({ isCustom }) => isCustom)
    .map(({ type, name, inputs, secretInputs, parentType }) => {
      const hidden = Object.fromEntries(secretInputs.map((key) => [key, secretText]))
      return { type, name, inputs: { ...inputs, ...hidden }, group: componentName(parentType) }
    })
    .toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group))
}

/** `mpla:aws:Network` to `Network`. */
const componentName = (type: string) => type.slice(type.lastIndexOf(':') + 1)

import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PulumiFn } from '@pulumi/pulumi/automation/index.js'
import { type OpenStack, openStack } from '../emulator/open-stack.ts'
import type { Emulator } from '../emulator/start-emulator.ts'
import { type Container, containersOf } from '../emulator/task-definition.ts'
import { stackPrefix } from '../plan/names.ts'
import { type SecretKey, settingsTable } from '../plan/settings-table.ts'
import { program as ownProgram } from '../program.ts'
import { readStackFile } from '../stack-file.ts'

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export interface LivingStackOptions {
  /** Of the stack; its committed file is its configuration, a pull request's that of dev. */
  readonly name: string
  readonly account: () => Emulator
  /** What cannot be committed. */
  readonly secrets: Partial<Record<SecretKey, string>>
  /** What else the committed file does not say, such as the image: the emulator has no registry to push to. */
  readonly settings: Settings
  /** Default: the program as it is. */
  readonly program?: PulumiFn
}

/** By key without `mpla:`; undefined takes a setting away. */
type Settings = Readonly<Record<string, string | undefined>>

/** A stack of the real program in an emulated account. */
export interface LivingStack extends LivingStackOptions {
  /** What all its names in AWS begin with. */
  readonly prefix: string
  open(): Promise<void>
  /** @throws Error before it was opened */
  stack(): OpenStack
  /** Its outputs, as texts. */
  outputs(): Promise<Record<string, string>>
  /** The containers of its task definition. */
  containers(): Promise<readonly Container[]>
  /** Sets settings, secret ones as such. */
  set(settings: Settings): Promise<void>
  /** Sets settings as long as an action takes. */
  during<Result>(settings: Settings, action: () => Promise<Result>): Promise<Result>
}

const isSecret = (key: string) => Object.entries(settingsTable).some(([each, { secret }]) => each === key && secret)

export function livingStack(options: LivingStackOptions): LivingStack {
  const { name, account, secrets, settings: others, program = () => ownProgram() } = options
  let opened: OpenStack | undefined
  const current: Record<string, string | undefined> = {}

  const stack = () => {
    if (!opened) throw new Error(`Expected stack ${name} to be opened by a test before this one`)
    return opened
  }
  const set = async (settings: Settings) => {
    for (const [key, value] of Object.entries(settings)) {
      current[key] = value
      if (value === undefined) await stack().stack.removeConfig(`mpla:${key}`)
      else await stack().setConfig({ [`mpla:${key}`]: { value, secret: isSecret(key) } })
    }
  }
  const outputs = async () =>
    Object.fromEntries(Object.entries(await stack().outputs()).map(([key, { value }]) => [key, String(value)]))

  return {
    ...options,
    prefix: stackPrefix(name),
    stack,
    set,
    outputs,
    open: async () => {
      const { config, secretKeys } = readStackFile(repository, name)
      if (secretKeys.length > 0) throw new Error(`Expected no secret in the committed file of ${name}`)
      const plain = Object.entries(config).map(([key, value]) => [key, { value }])
      opened = await openStack({
        emulator: account(),
        project: 'mpla',
        name,
        program,
        config: Object.fromEntries(plain),
      })
      for (const [key, value] of Object.entries(config)) current[key.replace('mpla:', '')] = value
      await set({ ...others, ...secrets })
    },
    containers: async () => containersOf(account(), (await outputs())['taskDefinition'] ?? ''),
    during: async (settings, action) => {
      const former = Object.fromEntries(Object.keys(settings).map((key) => [key, current[key]]))
      await set(settings)
      try {
        return await action()
      } finally {
        await set(former)
      }
    },
  }
}

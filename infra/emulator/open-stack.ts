// A stack of an inline program on an emulator, with what its operations changed.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type ConfigMap,
  type EngineEvent,
  LocalWorkspace,
  type OutputMap,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from '@pulumi/pulumi/automation/index.js'
import { type Change, changesIn, driftIn } from '../deploy/changes.ts'
import type { Emulator } from './start-emulator.ts'
import { toolLocations } from './tool-locations.ts'

export interface StackOptions {
  readonly emulator: Emulator
  readonly project: string
  readonly name: string
  readonly program: PulumiFn
  /** Plain and secret settings by full key, e.g. "mpla:maxTasks". */
  readonly config?: ConfigMap
  readonly region?: string
}

export interface OpenStack {
  /** For everything that is not below. */
  readonly stack: Stack
  up(): Promise<Change[]>
  preview(): Promise<Change[]>
  /** What differs from the state, which then becomes what there is. */
  refresh(): Promise<Change[]>
  destroy(): Promise<Change[]>
  setConfig(config: ConfigMap): Promise<void>
  outputs(): Promise<OutputMap>
  /** What `pulumi destroy` does first, and ends with where a resource is protected. */
  previewDestroy(): Promise<unknown>
  /** Runs shell commands as a person would who has this stack selected. @returns what they print */
  shell(commands: string): string
  /** What `pulumi stack export` prints: secrets are encrypted in it. */
  exportText(): string
  /** Types of the cloud resources in the state. */
  resourceTypes(): Promise<string[]>
}

const defaultRegion = 'eu-west-1'

/** Settings of the AWS provider in an emulated account. The address comes from `Emulator.envVars`. */
function stackConfig(region = defaultRegion): ConfigMap {
  return {
    'aws:region': { value: region },
    'aws:skipMetadataApiCheck': { value: 'true' },
    // Bucket names in the host name need DNS.
    'aws:s3UsePathStyle': { value: 'true' },
  }
}

/** Options that all operations have. */
interface Watch {
  readonly color: 'never'
  readonly suppressProgress: true
  onOutput(text: string): void
  onEvent(event: EngineEvent): void
}

interface ExportedResource {
  readonly type: string
  readonly custom?: boolean
}

export async function openStack(options: StackOptions): Promise<OpenStack> {
  const { emulator, project, name, program, config = {}, region } = options
  const tools = toolLocations()
  const state = join(emulator.logDirectory, 'state')
  // Of its own, or the Automation API leaves one in the temporary folder.
  const workDir = join(emulator.logDirectory, `work-${project}-${name}`)
  for (const folder of [state, workDir]) mkdirSync(folder, { recursive: true })
  const envVars = {
    ...emulator.envVars,
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: 'emulator',
  }
  const stack = await LocalWorkspace.createOrSelectStack(
    { projectName: project, stackName: name, program },
    {
      workDir,
      pulumiCommand: await PulumiCommand.get({ root: tools.directory }),
      pulumiHome: tools.pulumiHome,
      envVars,
    },
  )
  await stack.setAllConfig({ ...stackConfig(region), ...config })

  const exported = async (): Promise<ExportedResource[]> => (await stack.exportStack()).deployment?.resources ?? []

  /** Runs an operation, writes what it prints to a log, and collects its events. */
  async function eventsOf(operation: (watch: Watch) => Promise<unknown>): Promise<EngineEvent[]> {
    const events: EngineEvent[] = []
    const logFile = join(emulator.logDirectory, `pulumi-${name}.log`)
    await operation({
      color: 'never',
      suppressProgress: true,
      onOutput: (text) => appendFileSync(logFile, text),
      onEvent: (event) => {
        events.push(event)
      },
    })
    return events
  }

  const place = region ?? defaultRegion
  // Version 1 of the AWS CLI knows the second name only.
  const regionEnv = { AWS_REGION: place, AWS_DEFAULT_REGION: place }
  const shellEnv = { ...process.env, ...envVars, ...regionEnv, PULUMI_STACK: name }
  const selected = {
    cwd: stack.workspace.workDir,
    // What is empty is to be unset: the AWS CLI looks for a profile without a name.
    env: Object.fromEntries(Object.entries(shellEnv).filter(([, value]) => value !== '')),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: 10 * 60_000,
  } as const

  return {
    stack,
    shell: (commands) => execFileSync('bash', ['--norc', '-euo', 'pipefail', '-c', commands], selected),
    up: async () => changesIn(await eventsOf((watch) => stack.up(watch))),
    preview: async () => changesIn(await eventsOf((watch) => stack.preview(watch))),
    refresh: async () => driftIn(await eventsOf((watch) => stack.refresh(watch))),
    destroy: async () => changesIn(await eventsOf((watch) => stack.destroy(watch))),
    setConfig: (values) => stack.setAllConfig(values),
    outputs: () => stack.outputs(),
    previewDestroy: () => stack.previewDestroy({ color: 'never', suppressProgress: true }),
    // Not by `Stack.exportStack`, which decrypts the secrets.
    exportText: () =>
      execFileSync(join(tools.bin, 'pulumi'), ['stack', 'export', '--stack', name], {
        cwd: stack.workspace.workDir,
        env: { ...process.env, ...envVars },
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      }),
    resourceTypes: async () =>
      (await exported()).filter(({ custom, type }) => custom && !type.startsWith('pulumi:')).map(({ type }) => type),
  }
}

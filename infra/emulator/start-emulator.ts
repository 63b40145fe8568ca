// An emulated AWS of its own for one test file.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type AwsPluginChoice, rememberedChoice } from './installation/choose-aws-plugin.ts'
import { python } from './installation/moto.ts'
import { awsPackageVersion, emulatorDirectory, type ToolLocations, toolLocations } from './tool-locations.ts'

export interface Emulator {
  /** e.g. http://127.0.0.1:40123; every service is there */
  readonly url: string
  /** For everything that is to talk to this emulator and to nothing else: Pulumi, its plugins, the AWS CLI. */
  readonly envVars: Readonly<Record<string, string>>
  /** Logs of the emulator, the plugin and the Pulumi CLI; they are kept. */
  readonly logDirectory: string
  /** The AWS plugin that stacks use. */
  readonly awsPlugin: AwsPluginChoice
  /**
   * Another account with everything that this one has now, which goes its own way. One at a time, while nothing calls
   * this one. It ends with this one at the latest.
   */
  copy(): Promise<Emulator>
  close(): Promise<void>
}

const startLimitMs = 60_000

/**
 * The AWS plugin that the setup chose.
 *
 * @throws Error that names the command to run, when the tools are not there
 */
export function requireAwsPlugin(tools: ToolLocations): AwsPluginChoice {
  const choice = rememberedChoice(tools.awsPluginChoice, awsPackageVersion())
  const isComplete = choice?.kind === 'genuine' || existsSync(tools.propertyIndex)
  if (choice && isComplete && existsSync(join(tools.bin, 'pulumi'))) return choice
  throw new Error(
    `the emulator's tools are not in ${tools.directory}: run infra/emulator/setup (10 minutes the first time)`,
  )
}

/**
 * The environment in which nothing can reach a real account: test credentials, no profile of the person who runs it, and
 * the emulator's address for every service.
 */
export function emulatorEnvironment(
  url: string,
  tools: ToolLocations,
  awsPlugin: AwsPluginChoice,
): Record<string, string> {
  return {
    PATH: [awsPlugin.directory, tools.bin, process.env['PATH'] ?? ''].join(delimiter),
    PULUMI_TOOLS_DIR: tools.directory,
    PULUMI_HOME: tools.pulumiHome,
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

/** The command that runs the emulator; port 0: a free one, which it prints. */
export function serverCommand(port: number): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  const { command, env } = python()
  return {
    command,
    args: [join(emulatorDirectory, 'moto-server', 'server.py'), '-H', '127.0.0.1', '-p', String(port)],
    env: {
      ...env,
      MOTO_ACM_VALIDATION_WAIT: '1', // seconds until a certificate counts as issued, instead of 60
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true', // the policies that AWS manages exist
      MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS: 'false', // a bucket of another account is refused
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  }
}

/** The server prints its address when it listens. @param server where it is a process that this one has started */
async function addressOf(logFile: string, server?: ChildProcess): Promise<string> {
  let failure: string | undefined
  server?.once('error', (error) => {
    failure = `did not start: ${error.message}`
  })
  server?.once('exit', (code, signal) => {
    failure = `ended with ${signal ?? code}`
  })
  const deadline = performance.now() + startLimitMs
  for (;;) {
    const text = existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
    const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1]
    if (url) return url
    if (performance.now() > deadline) failure ??= `did not listen within ${startLimitMs / 1000} s`
    if (failure) throw new Error(`the emulator ${failure} (log: ${logFile})\n${text.slice(-2000)}`)
    await setTimeout(100)
  }
}

/**
 * @param label goes into the name of the log directory
 * @param registry HOST:PORT that ECR says its repositories are at; default: AWS's own, where nothing can be pushed
 */
export async function startEmulator(label: string, registry?: string): Promise<Emulator> {
  const tools = toolLocations()
  const awsPlugin = requireAwsPlugin(tools)
  const logDirectory = mkdtempSync(join(tmpdir(), `mpla-emulator-${label}-`))
  const logFile = join(logDirectory, 'moto.log')
  const { command, args, env } = serverCommand(0)
  const log = openSync(logFile, 'w')
  const server = spawn(command, args, {
    env: {
      ...env,
      EMULATOR_PARENT: String(process.pid),
      EMULATOR_COPIES: join(logDirectory, 'copies'),
      ...(registry && { EMULATOR_REGISTRY: registry }),
    },
    detached: true, // a process group of its own, which `close` ends
    stdio: ['ignore', log, log], // not through this process: what it did is in the file when its answer is here
  })
  closeSync(log)
  const end = async () => {
    if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    process.kill(-server.pid, 'SIGKILL') // its state is in memory and is not wanted
    await ended
  }
  const listening = { logDirectory, url: await addressOf(logFile, server), pid: server.pid ?? 0, end }
  return emulatorAt(listening, tools, awsPlugin)
}

/** A server that listens. */
interface Listening extends Pick<Emulator, 'url' | 'logDirectory'> {
  readonly pid: number
  end(): Promise<void>
}

function emulatorAt(
  { url, logDirectory, pid, end }: Listening,
  tools: ToolLocations,
  awsPlugin: AwsPluginChoice,
): Emulator {
  let copies = 0
  return {
    url,
    awsPlugin,
    logDirectory,
    envVars: { ...emulatorEnvironment(url, tools, awsPlugin), AWS_PLUGIN_LOG: join(logDirectory, 'aws-plugin.log') },
    async copy() {
      copies++
      const folder = join(logDirectory, 'copies', String(copies))
      process.kill(pid, 'SIGUSR1')
      const logFile = join(folder, 'moto.log')
      const copyUrl = await addressOf(logFile)
      const copyPid = Number(/^Copied as process (\d+)$/m.exec(readFileSync(logFile, 'utf8'))?.[1])
      let isOpen = true
      const endCopy = async () => {
        if (isOpen) process.kill(copyPid, 'SIGKILL')
        isOpen = false
      }
      return emulatorAt({ url: copyUrl, logDirectory: folder, pid: copyPid, end: endCopy }, tools, awsPlugin)
    },
    close: end,
  }
}

/** What was asked that moto lacks (moto-server/patches/actions.py); empty when it had everything. */
export function missingActions(emulator: Emulator): string[] {
  const text = readFileSync(join(emulator.logDirectory, 'moto.log'), 'utf8')
  return [...new Set(text.split('\n').filter((line) => line.startsWith('emulator lacks ')))]
}

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { createHostedZone } from '../../infra/emulator/hosted-zone.ts'
import { type Emulator, startEmulator } from '../../infra/emulator/start-emulator.ts'
import { freshCheckout, lendPackages } from './checkout.ts'

const root = join(import.meta.dirname, '../..')
// The emulator has no registry to push to; the image that Docker builds is tested in npm run test:image.
const image = `registry.example.com/mpla@sha256:${'0'.repeat(64)}`

/** A shell in a copy of the checkout, whose Pulumi and AWS CLI talk to an emulated account with the zone example.com. */
export interface EmulatedShell {
  /** Runs a line as a document gives it, answering the questions it would ask. @throws with what it printed */
  run(command: string): Promise<string>
  /** Runs a line that has to fail. @returns what it printed @throws Error when it does not fail */
  fail(command: string): Promise<string>
  /** The account. */
  readonly emulator: Emulator
  close(): Promise<void>
}

/** A line that failed, and what it printed. */
class FailedCommand extends Error {
  override readonly name = 'FailedCommand'
  readonly printed: string

  constructor(command: string, printed: string) {
    super(`${command} failed:\n${printed}`)
    this.printed = printed
  }
}

export async function openEmulatedShell(label: string): Promise<EmulatedShell> {
  const emulator = await startEmulator(label)
  await createHostedZone(emulator.url, 'example.com')
  const checkout = freshCheckout()
  lendPackages(checkout)
  mkdirSync(join(checkout, 'state'))
  let server: ServerProcess | undefined

  const variables = {
    ...process.env,
    ...emulator.envVars,
    AWS_DEFAULT_REGION: 'eu-west-1', // version 1 of the AWS CLI reads this one only
    PATH: [emulator.envVars['PATH'], join(root, 'infra/emulator/bin')].join(delimiter),
    PULUMI_BACKEND_URL: pathToFileURL(join(checkout, 'state')).href,
    PULUMI_CONFIG_PASSPHRASE: label,
    OPENAI_API_KEY: 'not-a-real-openai-key-1111',
    NEW_OPENAI_API_KEY: 'not-a-real-openai-key-2222',
  }
  // Version 1 of the AWS CLI takes an empty AWS_PROFILE for a name.
  const env = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))

  function shell(command: string): string {
    const line = ['-eo', 'pipefail', '-c', `exec 2>&1\n${command}`]
    const { status, stdout } = spawnSync('bash', line, { cwd: checkout, encoding: 'utf8', maxBuffer: 2 ** 26, env })
    if (status !== 0) throw new FailedCommand(command, stdout)
    return stdout
  }

  /** Nothing answers at the emulator's load balancer, so health and smoke ask a server here that has the stack's token. */
  async function deployed(): Promise<ServerProcess> {
    shell(`pulumi config set mpla:image ${image}`)
    const accessToken = shell('pulumi config get mpla:accessToken').trim()
    const env = { MPLA_ACCESS_TOKEN: accessToken, DATABASE_URL: `file:${join(checkout, 'smoke.db')}` }
    return startServerProcess({ env })
  }

  return {
    async run(command) {
      if (/^pulumi (up|destroy)$/.test(command)) return shell(`${command} --yes --non-interactive`)
      if (/^pulumi stack rm /.test(command)) return shell(`${command} --yes`)
      if (!command.startsWith('npm run up ')) return shell(command)
      server ??= await deployed()
      return shell(`${command} --yes --url ${server.url}`)
    },
    async fail(command) {
      try {
        shell(command)
      } catch (error) {
        if (error instanceof FailedCommand) return error.printed
        throw error
      }
      throw new Error(`expected ${command} to fail`)
    },
    emulator,
    async close() {
      await server?.end('SIGTERM')
      await emulator.close()
      rmSync(checkout, { recursive: true, force: true })
    },
  }
}

import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Emulator } from './start-emulator.ts'
import { emulatorDirectory } from './tool-locations.ts'

export interface StandingPlugin {
  /** Has every engine with this environment use it. */
  readonly env: { readonly PULUMI_DEBUG_PROVIDERS: string }
  close(): void
}

/**
 * Starts the AWS plugin once for many operations on stacks, one after the other. An engine that starts its own waits each
 * time until the Terraform provider has loaded its schemas, which is half of the processor's time of a small change.
 */
export async function startStandingPlugin(emulator: Emulator, region: string): Promise<StandingPlugin> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...emulator.envVars,
    PATH: [emulator.envVars['PATH'], join(emulatorDirectory, 'bin')].join(delimiter),
    AWS_REGION: region,
    // The provider cannot be configured twice with an authority of its own, and speaks plain HTTP here.
    AWS_CA_BUNDLE: undefined,
  }
  const child = spawn('pulumi-resource-aws', [], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Expected the AWS plugin to listen; it ended with ${code}`)))
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const line = /^(\d+)\n/.exec(text)?.[1]
      if (line !== undefined) resolve(line)
    })
  })
  return {
    env: { PULUMI_DEBUG_PROVIDERS: `aws:${port}` },
    close() {
      // Its group: the Terraform provider ignores the end of whoever started it.
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    },
  }
}

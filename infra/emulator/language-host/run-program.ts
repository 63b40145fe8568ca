import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { RunRequest } from '@pulumi/pulumi/proto/language_pb.js'

/** Exit code of the SDK's runner when it has told the person what is wrong (@pulumi/pulumi cmd/run). */
const alreadyTold = 32

const runner = join(dirname(createRequire(import.meta.url).resolve('@pulumi/pulumi/package.json')), 'cmd/run')

/**
 * Runs a program to its end in a process of its own.
 * @returns `error` empty when it ended well; `bail` when it told by itself what is wrong
 */
export async function runProgram(
  request: RunRequest,
  engineAddress: string,
): Promise<{ error: string; bail: boolean }> {
  const flags = {
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    'root-directory': request.getInfo()?.getRootDirectory() ?? request.getPwd(),
    pwd: request.getInfo()?.getProgramDirectory() ?? request.getPwd(),
    'dry-run': request.getDryrun() ? 'true' : undefined,
    parallel: String(request.getParallel()),
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
  }
  const given = Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : []))
  const entry = request.getInfo()?.getEntryPoint() || '.'
  const child = spawn(process.execPath, [runner, ...given, entry, ...request.getArgsList()], {
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code === 0) return { error: '', bail: false }
  return code === alreadyTold
    ? { error: '', bail: true }
    : { error: `the program ended with exit code ${code}`, bail: false }
}

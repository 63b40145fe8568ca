// moto, the emulated AWS: the machine's own where it is of the right version, else one in the cache directory.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { emulatorDirectory, toolLocations } from '../tool-locations.ts'
import { outputOf, SetupError, say, step } from './step.ts'

const requirements = join(emulatorDirectory, 'moto-server', 'requirements.txt')

/** The Python with moto, and the environment in which it finds moto. */
export function python(): { command: string; env: NodeJS.ProcessEnv } {
  const { pythonPackages } = toolLocations()
  const command = process.env['PYTHON'] ?? 'python3'
  if (!existsSync(pythonPackages)) return { command, env: process.env }
  return { command, env: { ...process.env, PYTHONPATH: pythonPackages } }
}

// Flask is what the extra "server" of moto adds.
const askVersion =
  'import importlib.metadata as m, importlib.util as u; assert u.find_spec("flask"); print(m.version("moto"))'

export async function installMoto(): Promise<void> {
  const pinned = /^moto\[server\]==(\S+)$/m.exec(readFileSync(requirements, 'utf8'))?.[1]
  const { command, env } = python()
  if (outputOf(command, ['--version']) === undefined)
    throw new SetupError(`Python 3 is needed for moto, and ${command} is not on PATH (PYTHON names another)`)
  if (outputOf(command, ['-c', askVersion], env) === pinned) {
    say(`moto ${pinned}: already installed`)
    return
  }
  if (outputOf(command, ['-m', 'pip', '--version']) === undefined)
    throw new SetupError(`${command} has no pip to install moto with (Debian: apt-get install python3-pip)`)
  // A folder of its own: the machine's Python stays as it is, and no virtual environment is needed.
  const target = ['--target', toolLocations().pythonPackages, '--upgrade']
  await step(`moto ${pinned}`, { command, args: ['-m', 'pip', 'install', '--quiet', ...target, '-r', requirements] })
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = new URL('../..', import.meta.url).pathname

/** Runs the Docker CLI in the repository and answers its standard output. @throws with the end of its standard error */
export async function docker(...args: string[]): Promise<string> {
  try {
    const { stdout } = await run('docker', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
    return stdout.trim()
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(`docker ${args[0]} failed:\n${text.trim().split('\n').slice(-20).join('\n')}`)
  }
}

/** Why no image can be built here, or null. */
export async function missingForImages(): Promise<string | null> {
  try {
    await docker('info', '--format', '{{.ServerVersion}}')
    await docker('buildx', 'version')
    return null
  } catch (error) {
    return `no Docker engine with buildx answers (run .ci/docker-engine): ${error instanceof Error ? error.message.split('\n')[0] : error}`
  }
}

/** Builds the image from the checkout, or takes the one named by MPLA_TEST_IMAGE. */
export async function testImage(): Promise<string> {
  const given = process.env['MPLA_TEST_IMAGE']
  if (given) return given
  const tag = 'mpla:test'
  await docker(
    'buildx',
    'build',
    '--builder',
    'default',
    '--load',
    '--tag',
    tag,
    '--build-arg',
    'MPLA_VERSION=test',
    '.',
  )
  return tag
}

/** Polls until `probe` answers something, at most `seconds`. */
export async function eventually<T>(what: string, seconds: number, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  let last: unknown
  while (Date.now() < deadline) {
    try {
      const value = await probe()
      if (value !== undefined) return value
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${what}: not within ${seconds} s`, { cause: last })
}

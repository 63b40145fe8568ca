import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Change } from './changes.ts'
import { DeployFailure, messageOf } from './failure.ts'

/** Whether the image of this checkout is not built yet. One that is needs no Docker. */
export const buildsImage = (changes: readonly Change[]): boolean =>
  changes.some(({ type, operation }) => type === 'docker-build:index:Image' && operation !== 'delete')

/** Runs Docker's command line. @returns what it printed */
export type Docker = (args: readonly string[]) => Promise<string>

export const docker: Docker = async (args) => (await promisify(execFile)('docker', args, { timeout: 60_000 })).stdout

const platforms = { arm64: 'linux/arm64', x86_64: 'linux/amd64' } as const

/**
 * Checks that the image can be built for the processor of the stack, before anything is created.
 * @returns one line that says with what
 * @throws DeployFailure when there is no builder, or it cannot build for that processor
 */
export async function checkBuilder(
  run: Docker,
  { architecture, imageBuilder }: { architecture: keyof typeof platforms; imageBuilder: string | undefined },
): Promise<string> {
  let found: string
  try {
    found = await run(['buildx', 'inspect', ...(imageBuilder === undefined ? [] : [imageBuilder])])
  } catch (error) {
    throw new DeployFailure(
      `The image has to be built, and Docker with buildx could not be asked. Start Docker, or name an image that is built already: pulumi config set mpla:image NAME@sha256:…\n${messageOf(error).trim()}`,
      { cause: error },
    )
  }
  const name = /^Name:\s*(\S+)/m.exec(found)?.[1] ?? 'the active builder'
  const known = /^\s*Platforms:\s*(.+)$/m.exec(found)?.[1]
  const platform = platforms[architecture]
  // A builder that has not run yet names no platforms.
  if (known !== undefined && !known.includes(platform))
    throw new DeployFailure(
      `The stack runs on ${platform}, which the builder ${name} cannot build for (it can: ${known.trim()}). Install emulation, docker run --privileged --rm tonistiigi/binfmt --install all, or choose the other processor: pulumi config set mpla:architecture ${architecture === 'arm64' ? 'x86_64' : 'arm64'}`,
    )
  return `The image is built by ${name} for ${platform}`
}

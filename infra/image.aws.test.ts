// The image of the checkout, built and pushed by Pulumi as `pulumi up` does where no image is given: by the component
// Image, the real docker-build plugin and this machine's Docker engine, to a registry on loopback instead of ECR.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Image } from './aws/image.ts'
import { readBuildContext, stageBuildContext } from './build-context.ts'
import { summary } from './emulator/changes.ts'
import { type LocalRegistry, startLocalRegistry } from './emulator/local-registry.ts'
import { type OpenStack, openStack } from './emulator/open-stack.ts'
import { type Emulator, startEmulator } from './emulator/start-emulator.ts'

/** A copy of what an image is built from, so that editing while the test runs is not taken for a new release. */
function copyOfCheckout(): string {
  const { root, files } = readBuildContext(dirname(dirname(fileURLToPath(import.meta.url))))
  const copy = mkdtempSync(join(tmpdir(), 'mpla-checkout-'))
  for (const file of [...files, '.dockerignore']) cpSync(join(root, file), join(copy, file))
  return copy
}

const succeeds = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0
const baseImage = 'node:24-bookworm-slim'

/** What this machine lacks for the test; undefined: nothing. */
function missing(): string | undefined {
  if (!succeeds('docker', 'info')) return 'no Docker engine answers (.ci/docker-engine starts one)'
  if (!succeeds('docker', 'buildx', 'version')) return 'docker has no buildx plugin (.ci/docker-engine builds it)'
  if (!succeeds('docker', 'image', 'inspect', baseImage)) return `there is no image ${baseImage} (.ci/docker-engine)`
  if (!succeeds('docker-registry', '--version'))
    return 'docker-registry is not installed (apt-get install docker-registry)'
  return undefined
}
const lack = missing()

let checkout: string
let emulator: Emulator
let registry: LocalRegistry
let stack: OpenStack
beforeAll(async () => {
  if (lack) return
  checkout = copyOfCheckout()
  registry = await startLocalRegistry()
  emulator = await startEmulator('image')
  stack = await openStack({
    emulator,
    project: 'mpla-image',
    name: 'test',
    program: async () => {
      const context = readBuildContext(checkout)
      const image = new Image('mpla-test', {
        // The processor of this machine: another one would be emulated, which takes minutes.
        settings: { architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64', imageBuilder: 'default' },
        context: stageBuildContext(context),
        contextHash: context.hash,
        repositoryUrl: `${registry.address}/mpla`,
      })
      return { reference: image.reference }
    },
  })
})
afterAll(async () => {
  // The engine keeps what it pushed; its layers stay in the build cache.
  if (registry)
    for (const tag of await registry.tagsOf('mpla')) succeeds('docker', 'rmi', `${registry.address}/mpla:${tag}`)
  await emulator?.close()
  await registry?.close()
  if (checkout) rmSync(checkout, { recursive: true, force: true })
})

test('the image is built and pushed once, and its digest is what is deployed', async (context) => {
  if (lack) return context.skip(lack)
  const created = (await stack.up()).filter(({ type }) => type === 'docker-build:index:Image')
  expect(created.map(({ operation }) => operation)).toEqual(['create'])
  const reference = String((await stack.outputs())['reference']?.value)
  const [repository, digest = ''] = reference.split('@')
  expect(repository).toBe(`${registry.address}/mpla`)
  expect(await registry.digestOf('mpla', digest)).toBe(digest)
  expect(await registry.tagsOf('mpla')).toEqual([expect.stringMatching(/^sha-[0-9a-f]{16}-(arm64|x86_64)$/)])

  expect(summary(await stack.preview()), 'the same content is not built again').toEqual([])
  await stack.destroy()
  expect(await registry.tagsOf('mpla'), 'former releases stay, to go back to').toHaveLength(1)
})

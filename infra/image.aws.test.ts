// The image of the checkout, released as `pulumi up` does where no image is given: built and pushed by the docker-build
// plugin and this machine's Docker engine, to a registry on loopback that the emulated ECR says its repositories are at.
import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBuildContext } from './build-context.ts'
import { summary } from './deploy/changes.ts'
import { type LocalRegistry, startLocalRegistry } from './emulator/local-registry.ts'
import { type Emulator, startEmulator } from './emulator/start-emulator.ts'
import { program } from './program.ts'
import { stageBuildContext } from './staged-context.ts'
import { livingStack } from './test-support/living-stack.ts'

const folders: string[] = []

/** A copy of what an image is built from, so that editing while the test runs is not taken for a new release. */
function copyOfCheckout(original: string): string {
  const { root, files } = readBuildContext(original)
  const copy = mkdtempSync(join(tmpdir(), 'mpla-checkout-'))
  folders.push(copy)
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

const repository = 'mpla-dev'
let checkout: string
let emulator: Emulator
let registry: LocalRegistry
const dev = livingStack({
  name: 'dev',
  account: () => emulator,
  secrets: { accessToken: 'not-a-real-access-token-5d1e' },
  // The processor of this machine: another one would be emulated, which takes minutes.
  settings: { architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64', imageBuilder: 'default' },
  program: () => program(checkout),
})
const digest = async () => (await dev.outputs())['image']?.split('@')[1] ?? ''

const imageTest = (sentence: string, action: () => Promise<void>) =>
  test(sentence, async (context) => {
    if (lack) return context.skip(lack)
    await action()
  })

describe('the image', () => {
  beforeAll(async () => {
    if (lack) return
    checkout = copyOfCheckout(dirname(dirname(fileURLToPath(import.meta.url))))
    registry = await startLocalRegistry()
    emulator = await startEmulator('image', registry.address)
    await dev.open()
  })
  afterAll(async () => {
    // The engine keeps what it pushed; its layers stay in the build cache.
    for (const tag of (await registry?.tagsOf(repository)) ?? [])
      succeeds('docker', 'rmi', `${registry.address}/${repository}:${tag}`)
    await emulator?.close()
    await registry?.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  imageTest('is built and pushed once, and deployed by the digest that the registry has', async () => {
    const images = (await dev.stack().up()).filter(({ type }) => type === 'docker-build:index:Image')
    expect(images.map(({ operation }) => operation)).toEqual(['create'])
    const reference = `${registry.address}/${repository}@${await digest()}`
    expect((await dev.containers()).map(({ image }) => image)).toEqual([reference, reference])
    expect(await registry.digestOf(repository, await digest())).toBe(await digest())
    expect(await registry.tagsOf(repository)).toEqual([expect.stringMatching(/^sha-[0-9a-f]{16}-(arm64|x86_64)$/)])
    expect(registry.pushes()).toBe(1)
  })

  imageTest('is not built again by a second up', async () => {
    expect(summary(await dev.stack().up())).toEqual([])
    expect(registry.pushes()).toBe(1)
  })

  imageTest(
    'is not built again from the same tree on another machine: another place, other times and modes',
    async () => {
      rmSync(stageBuildContext(readBuildContext(checkout)), { recursive: true })
      checkout = copyOfCheckout(checkout)
      for (const file of readBuildContext(checkout).files) {
        chmodSync(join(checkout, file), 0o600)
        utimesSync(join(checkout, file), 1_000_000_000, 1_000_000_000)
      }
      expect(summary(await dev.stack().preview())).toEqual([])
      expect(summary(await dev.stack().up())).toEqual([])
      expect(registry.pushes()).toBe(1)
    },
  )

  imageTest('is the same with files that do not belong to it', async () => {
    writeFileSync(join(checkout, 'README.md'), 'changed')
    writeFileSync(join(checkout, 'app/server.test.ts'), 'changed')
    mkdirSync(join(checkout, 'infra'))
    writeFileSync(join(checkout, 'infra/program.ts'), 'changed')
    expect(summary(await dev.stack().preview())).toEqual([])
  })

  imageTest('is another one after a change, deployed by another task definition; nothing else changes', async () => {
    const former = await digest()
    appendFileSync(join(checkout, 'app/main.ts'), '\n// changed\n')
    const expected = [
      expect.stringMatching(/^create Image mpla-dev-image-sha-[0-9a-f]{16}-/),
      expect.stringMatching(/^delete Image mpla-dev-image-sha-[0-9a-f]{16}-/),
      'replace TaskDefinition mpla-dev-app: containerDefinitions',
      'update Service mpla-dev-app: taskDefinition',
    ]
    expect(summary(await dev.stack().up())).toEqual(expected)
    expect(await digest()).not.toBe(former)
    expect(registry.pushes()).toBe(2)
    expect(await registry.digestOf(repository, former), 'the former release stays, to go back to').toBe(former)
  })
})

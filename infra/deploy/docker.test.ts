import { expect, test } from 'vitest'
import { buildsImage, checkBuilder } from './docker.ts'

const inspected = (platforms: string) => `Name:          default
Driver:        docker

Nodes:
Name:             default
Status:           running
${platforms}`
const arm = { architecture: 'arm64', imageBuilder: undefined } as const

test('an image that is built already needs no Docker', () => {
  const change = { type: 'docker-build:index:Image', name: 'image', properties: [] }
  expect(buildsImage([])).toBe(false)
  expect(buildsImage([{ ...change, operation: 'delete' }])).toBe(false)
  expect(buildsImage([{ ...change, operation: 'create' }])).toBe(true)
})

test('the builder that the stack names is asked, and it says what it builds for', async () => {
  const asked: (readonly string[])[] = []
  const docker = async (args: readonly string[]) => {
    asked.push(args)
    return inspected('Platforms: linux/amd64, linux/arm64*')
  }
  expect(await checkBuilder(docker, { ...arm, imageBuilder: 'team' })).toBe(
    'The image is built by default for linux/arm64',
  )
  expect(await checkBuilder(docker, { ...arm, architecture: 'x86_64' })).toMatch(/linux\/amd64$/)
  expect(asked).toEqual([
    ['buildx', 'inspect', 'team'],
    ['buildx', 'inspect'],
  ])
})

test('a builder that has not run yet names no platforms, and is believed', async () => {
  expect(await checkBuilder(async () => inspected(''), arm)).toContain('linux/arm64')
})

test('a builder for other processors is refused, with both ways out', async () => {
  await expect(checkBuilder(async () => inspected('Platforms: linux/amd64, linux/386'), arm)).rejects.toThrow(
    /linux\/arm64, which the builder default cannot build for \(it can: linux\/amd64, linux\/386\).*binfmt.*mpla:architecture x86_64/,
  )
})

test('no Docker is refused, with what to do', async () => {
  await expect(checkBuilder(() => Promise.reject(new Error('spawn docker ENOENT')), arm)).rejects.toThrow(
    /Start Docker, or name an image.*mpla:image[\s\S]*ENOENT/,
  )
})

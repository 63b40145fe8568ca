import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emulatorDirectory } from '../tool-locations.ts'
import { dockerBuild, isBuiltFrom, pinnedVersion, pulumiCli, terraformBridge } from './go-tools.ts'

test.each([pulumiCli, dockerBuild, terraformBridge])('$file is pinned by its go.mod', ({ folder, module }) => {
  const goMod = readFileSync(join(emulatorDirectory, 'tools', folder, 'go.mod'), 'utf8')
  expect(pinnedVersion(goMod, module)).toMatch(/^v\d+\.\d+\.\d+$/)
})

test('docker-build has the version of the npm package, which asks for exactly this plugin', () => {
  const goMod = readFileSync(join(emulatorDirectory, 'tools', dockerBuild.folder, 'go.mod'), 'utf8')
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(emulatorDirectory, '..', '..', 'package.json'), 'utf8'),
  )
  expect(pinnedVersion(goMod, dockerBuild.module)).toBe(`v${manifest.dependencies['@pulumi/docker-build']}`)
})

test('a module whose name only begins alike is not taken for the one', () => {
  const goMod = 'require (\n\tgithub.com/a/b/sdk v1.0.0\n\tgithub.com/a/b v2.0.0 // indirect\n)\n'
  expect(pinnedVersion(goMod, 'github.com/a/b')).toBe('v2.0.0')
  expect(() => pinnedVersion(goMod, 'github.com/a')).toThrow(/expected a version of github.com\/a /)
})

test('a program is known by the modules that it was built from', () => {
  const info = '/x/pulumi: go1.26.8\n\tpath\tgithub.com/a/b/cmd\n\tdep\tgithub.com/a/b\tv2.0.0\th1:sum=\n'
  expect(isBuiltFrom(info, 'github.com/a/b', 'v2.0.0')).toBe(true)
  expect(isBuiltFrom(info, 'github.com/a/b', 'v2.0.1')).toBe(false)
  expect(isBuiltFrom('', 'github.com/a/b', 'v2.0.0')).toBe(false)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { emulatorDirectory } from '../tool-locations.ts'
import { type AwsPluginChoice, rememberedChoice } from './choose-aws-plugin.ts'

const directory = mkdtempSync(join(tmpdir(), 'mpla-choice-'))
afterAll(() => rmSync(directory, { recursive: true }))

function remembered(choice: AwsPluginChoice): AwsPluginChoice | undefined {
  const file = join(directory, 'aws-plugin.json')
  writeFileSync(file, JSON.stringify(choice))
  return rememberedChoice(file, '7.48.0')
}

test('nothing is remembered before the first setup', () => {
  expect(rememberedChoice(join(directory, 'missing.json'), '7.48.0')).toBeUndefined()
})

test('what was chosen for another version of @pulumi/aws does not count', () => {
  expect(remembered({ kind: 'genuine', version: '7.47.0', directory: '/plugins/aws' })).toBeUndefined()
})

test('the genuine plugin stays where it was found', () => {
  const choice: AwsPluginChoice = { kind: 'genuine', version: '7.48.0', directory: '/plugins/aws' }
  expect(remembered(choice)).toEqual(choice)
})

test('the stand-in is the one of this checkout, whichever checkout ran the setup', () => {
  const found = remembered({ kind: 'stand-in', version: '7.48.0', directory: '/another/checkout/bin' })
  expect(found?.directory).toBe(join(emulatorDirectory, 'bin'))
})

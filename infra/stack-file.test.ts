import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseStackFile, readStackFile, secretStandIn } from './stack-file.ts'

test('reads values as Pulumi hands them over: text, and structures as JSON', () => {
  const { config } = parseStackFile(
    'config:\n  aws:region: eu-west-1\n  mpla:maxTasks: 3\n  mpla:multiAz: true\n  aws:defaultTags:\n    tags: {owner: me}\n',
  )
  expect(config).toEqual({
    'aws:region': 'eu-west-1',
    'mpla:maxTasks': '3',
    'mpla:multiAz': 'true',
    'aws:defaultTags': '{"tags":{"owner":"me"}}',
  })
})

test('an encrypted value is a secret with a stand-in for its value', () => {
  const { config, secretKeys } = parseStackFile(
    'encryptionsalt: v1:x\nconfig:\n  mpla:accessToken:\n    secure: v1:abc\n',
  )
  expect([config, secretKeys]).toEqual([{ 'mpla:accessToken': secretStandIn }, ['mpla:accessToken']])
})

test('an empty file has no settings', () => {
  expect(parseStackFile('')).toEqual({ config: {}, secretKeys: [] })
})

test.each(['[]', 'config: 3', 'just text'])('refuses %j', (text) => {
  expect(() => parseStackFile(text)).toThrow(/Expected a stack file with a map named config/)
})

test.each(['prod', 'dev'])('the committed file of %s holds no secret', (stack) => {
  const text = readFileSync(`Pulumi.${stack}.yaml`, 'utf8')
  expect(parseStackFile(text).secretKeys).toEqual([])
  expect(text).not.toMatch(/token|apikey|secure:/i)
})

test("a pull request's stack takes the settings of dev", () => {
  expect(readStackFile('.', 'pr-7')).toEqual(readStackFile('.', 'dev'))
})

test('a stack without a file is refused, and told which there are', () => {
  expect(() => readStackFile('.', 'pr-seven')).toThrow(
    'There is no stack pr-seven: expected one of dev, prod, or pr-NUMBER',
  )
})

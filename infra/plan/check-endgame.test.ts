import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastProd, sourceOf } from '../test-support/settings.ts'
import { endgameProblems } from './check-endgame.ts'
import { endgameDocument } from './endgame.ts'
import { endgameKeys } from './endgame-schema.ts'
import { readSettings } from './read-settings.ts'
import { deriveTimeouts } from './timeouts.ts'

type Map = { [key: string]: unknown }
const right = () => structuredClone(endgameDocument(readSettings(sourceOf('prod', leastProd)), deriveTimeouts())) as Map // keys are taken away and replaced
const keys = endgameKeys().map(({ key }) => key)
const anyKey = fc.constantFrom(...keys)

/** The document with another value at a key; `undefined` takes it away. */
function changed(key: string, value: unknown): Map {
  const document = right()
  const path = key.split('.')
  const holder = path.slice(0, -1).reduce((part, name) => part[name] as Map, document) // every path is one of the document
  holder[path.at(-1) ?? ''] = value
  return document
}
const problems = (document: unknown) => endgameProblems(JSON.stringify(document))

test.each(keys)('without %s it is refused, and told what belongs there', (key) => {
  expect(problems(changed(key, undefined))).toEqual([expect.stringMatching(`^${key} is missing; expected \\S+`)])
})

test('a value of another type is refused by the name of its key, with what came', () => {
  fc.assert(
    fc.property(anyKey, fc.constantFrom(null, true, 1.5, -1, ['x', 1]), (key, value) => {
      expect(problems(changed(key, value))[0]).toMatch(new RegExp(`^${key}(\\.\\d+)? is .+; expected \\S+`))
    }),
  )
})

test.each([
  ['org', ''],
  ['app', 'ab'],
  ['app', '-abc'],
  ['app', 'abc-'],
  ['app', 'a--b'],
  ['app', 'Abc'],
  ['app', 'a'.repeat(21)],
  ['runtime', 'nodejs24.x'],
  ['buildArtifactPath', '/dist'],
  ['buildArtifactPath', '../dist'],
  ['entrypointFile', '../server.js'],
  ['entrypointFile', 'a/../../server.js'],
  ['entrypointFile', 'server.ts'],
  ['healthCheck.path', 'api/health'],
  ['healthCheck.intervalSeconds', 0],
  ['resources.memory', '1024'],
  ['resources.memory', '0Mi'],
  ['resources.cpu', '0.5'],
  ['scaling.minInstances', 0],
  ['scaling.maxInstances', 4],
])('%s as %j is refused with what is expected', (key, value) => {
  expect(problems(changed(key, value))).toEqual([
    expect.stringMatching(`^${key} is ${JSON.stringify(value).replaceAll('.', '\\.')}; expected \\S+`),
  ])
})

test('a variable with a value is refused: the file is committed, so it could be a secret', () => {
  expect(problems(changed('environment', ['OPENAI_API_KEY=sk-1']))).toEqual([
    'environment.0 is "OPENAI_API_KEY=sk-1"; expected the name of a variable, without value',
  ])
  expect(problems(changed('environment', { OPENAI_API_KEY: 'sk-1' }))).toHaveLength(1)
  expect(problems(changed('environment', ['PORT', 'PORT']))).toHaveLength(1)
})

test('a mistyped key is refused, with the one that was meant', () => {
  expect(problems({ ...right(), healthcheck: {} })).toEqual([
    'healthcheck is no key of this file; healthCheck was meant?',
  ])
  expect(problems(changed('scaling.maxInstance', 3))).toEqual([
    'scaling.maxInstance is no key of this file; scaling.maxInstances was meant?',
  ])
  expect(problems(changed('settings.port', 1))).toEqual([
    'settings.port is no key of this file; expected no key at all',
  ])
})

test('any unknown key is refused by its name, wherever it stands', () => {
  const places = fc.constantFrom('', 'settings.', 'healthCheck.', 'resources.', 'scaling.')
  fc.assert(
    fc.property(places, fc.stringMatching(/^[a-z]{1,12}$/), fc.jsonValue(), (place, name, value) => {
      fc.pre(!keys.some((key) => key.split('.').includes(name)) && !['resources', 'scaling'].includes(name))
      expect(problems(changed(place + name, value ?? 0)).join()).toContain(`${place}${name} is no key of this file`)
    }),
  )
})

test('keys that contradict each other are refused', () => {
  expect(problems(changed('scaling', { minInstances: 3, maxInstances: 2 }))).toEqual([
    'scaling.minInstances is more than scaling.maxInstances',
  ])
  expect(problems(changed('healthCheck.timeoutSeconds', 30))).toEqual([
    'healthCheck.timeoutSeconds is not less than healthCheck.intervalSeconds, so that checks would overlap',
  ])
})

test('what is no JSON, or no object, is refused', () => {
  const text = JSON.stringify(right())
  for (const wrong of ['', `\uFEFF${text}`, `// mine\n${text}`, text.replace('{', '{,'), text.slice(1)])
    expect(endgameProblems(wrong)).toEqual([expect.stringMatching(/^It is no JSON .+: \S/)])
  for (const wrong of [null, [], 1, 'x'])
    expect(problems(wrong)).toEqual([expect.stringMatching('; expected a JSON object')])
})

test('everything wrong is told at once', () => {
  const document = { ...right(), org: 1, runtime: 'x', more: true, scaling: { minInstances: 9 } }
  expect(problems(document)).toHaveLength(5)
})

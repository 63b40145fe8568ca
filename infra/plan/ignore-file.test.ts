import { expect, test } from 'vitest'
import { parseIgnoreFile } from './ignore-file.ts'

const filter = parseIgnoreFile(`# what the build needs
*
!package.json
!app/
app/generated
**/*.test.ts
`)

test.each([
  ['package.json', true],
  ['app/main.ts', true],
  ['app/llm/model-client.ts', true],
  ['app/generated/client.ts', false],
  ['app/main.test.ts', false],
  ['README.md', false],
  ['.env', false],
  ['.ci/run', false],
  ['app/.hidden', true],
  ['packageXjson', false],
  ['node_modules/fastify/package.json', false],
])('decides about %s', (path, included) => {
  expect(filter.includes(path)).toBe(included)
})

test('does not look into folders that hold nothing of the context', () => {
  expect(['app', 'app/llm', 'node_modules', 'app/generated'].map(filter.mayHoldFiles)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('looks into an excluded folder when something inside is brought back', () => {
  expect(parseIgnoreFile('*\n!infra/plan\n').mayHoldFiles('infra')).toBe(true)
})

test.each(['/app', '../secrets', 'app/../x'])('refuses %s, which Docker would rewrite', (pattern) => {
  expect(() => parseIgnoreFile(`*\n!${pattern}\n`)).toThrow(/expected a pattern relative to its folder/)
})

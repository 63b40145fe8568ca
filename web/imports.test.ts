// @vitest-environment node
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const sources = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).filter(
  (file) => !/\.test\.|test-support\/|end-to-end\/|vite\.config/.test(file),
)
const importsOf = (file: string) =>
  [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/^import[\s\S]*?from '([^']+)'$/gm)].map(
    ([statement, from]) => ({ file, statement, from: from ?? '' }),
  )
const all = sources.flatMap(importsOf)

test('of the server the page knows the contract, and of that only types', () => {
  const fromServer = all.filter(({ from }) => from.includes('/app/'))
  expect(fromServer.length).toBeGreaterThan(0)
  for (const { file, statement, from } of fromServer) {
    expect(from, file).toContain('/app/contract/')
    expect(statement, file).toMatch(/^import type /)
  }
})

test('models know neither components nor the browser', () => {
  const ofModels = all.filter(({ file }) => file.startsWith('models/'))
  expect(ofModels.length).toBeGreaterThan(0)
  for (const { file, from } of ofModels)
    expect(from, file).not.toMatch(/components|browser|http-client|event-stream|^preact/)
})

test('only api/ asks the server', () => {
  const asking = sources.filter((file) =>
    /\bfetch\(|new EventSource\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
  )
  expect(asking.toSorted()).toEqual(['api/event-stream.ts', 'api/http-client.ts'])
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBuildContext } from './build-context.ts'
import { checkoutFiles as files, temporaryFolders } from './test-support/temporary-checkout.ts'

const { checkout } = temporaryFolders()

test('holds what the image is built from, and nothing else', () => {
  expect(readBuildContext(checkout(files)).files).toEqual(['Dockerfile', 'app/main.ts'])
})

test('the same tree in another place has the same hash', () => {
  expect(readBuildContext(checkout(files)).hash).toBe(readBuildContext(checkout(files)).hash)
})

test('a file that is left out does not change the hash', () => {
  const other = { ...files, 'README.md': 'changed', 'app/main.test.ts': 'changed', 'docs/new.md': '' }
  expect(readBuildContext(checkout(other)).hash).toBe(readBuildContext(checkout(files)).hash)
})

test.each([
  ['content', { 'app/main.ts': 'start(1)' }],
  ['an additional file', { 'app/new.ts': '' }],
  ['the Dockerfile', { Dockerfile: 'FROM other' }],
  ['content that moves from one file to the next', { 'app/main.ts': 'start', 'app/n.ts': '()' }],
])('%s changes it', (_what, change) => {
  expect(readBuildContext(checkout({ ...files, ...change })).hash).not.toBe(readBuildContext(checkout(files)).hash)
})

test('the checkout of this project has the server, the page and the migrations in it, and no tests', () => {
  const { files: own } = readBuildContext('.')
  expect(own).toEqual(
    expect.arrayContaining([
      'Dockerfile',
      'package-lock.json',
      'app/config.ts',
      'prisma/schema.prisma',
      'web/index.html',
    ]),
  )
  expect(own.filter((file) => /\.test\.|node_modules|^infra|generated/.test(file))).toEqual([])
})

test('everything the Dockerfile copies is part of the context', () => {
  const copied = [...readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    ([, sources = '']) => sources.split(' '),
  )
  expect(copied.length).toBeGreaterThan(3)
  const { files: own } = readBuildContext('.')
  expect(copied.filter((source) => !own.some((file) => file === source || file.startsWith(`${source}/`)))).toEqual([])
})

test('a folder without a Dockerfile is refused', () => {
  expect(() => readBuildContext(checkout({ '.dockerignore': '*' }))).toThrow(
    /Expected a Dockerfile in .+ run from a whole checkout/,
  )
})

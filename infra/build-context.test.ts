import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readBuildContext, stageBuildContext } from './build-context.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A checkout with the given files. */
function checkout(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'mpla-checkout-'))
  made.push(root)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}
const files = {
  '.dockerignore': '*\n!app\n**/*.test.ts\n',
  Dockerfile: `FROM scratch ${process.pid}\n`,
  'README.md': 'not part of it',
  'app/main.ts': 'start()',
  'app/main.test.ts': 'expect()',
}

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

test('stages the files under a path and with modes that depend on their content alone', () => {
  const root = checkout(files)
  chmodSync(join(root, 'app/main.ts'), 0o775)
  const folder = stageBuildContext(readBuildContext(root))
  made.push(folder)
  expect(statSync(join(folder, 'app/main.ts')).mode & 0o777).toBe(0o644)
  expect(readFileSync(join(folder, 'app/main.ts'), 'utf8')).toBe('start()')
  expect(() => statSync(join(folder, 'README.md'))).toThrow(/ENOENT/)
  expect(stageBuildContext(readBuildContext(checkout(files)))).toBe(folder)
})

test('what lies there already is replaced', () => {
  const context = readBuildContext(checkout(files))
  const folder = stageBuildContext(context)
  made.push(folder)
  writeFileSync(join(folder, 'app/main.ts'), 'tampered with')
  writeFileSync(join(folder, 'left-over'), '')
  stageBuildContext(context)
  expect(readFileSync(join(folder, 'app/main.ts'), 'utf8')).toBe('start()')
  expect(() => statSync(join(folder, 'left-over'))).toThrow(/ENOENT/)
})

test('what is staged already is left alone', () => {
  const context = readBuildContext(checkout(files))
  const folder = stageBuildContext(context)
  made.push(folder)
  const { ino } = statSync(join(folder, 'app/main.ts'))
  stageBuildContext(context)
  expect(statSync(join(folder, 'app/main.ts')).ino).toBe(ino)
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

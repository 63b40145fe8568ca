import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBuildContext } from './build-context.ts'
import { stageBuildContext } from './staged-context.ts'
import { checkoutFiles as files, temporaryFolders } from './test-support/temporary-checkout.ts'

const { checkout, remove } = temporaryFolders()

test('stages the files under a path and with modes that depend on their content alone', () => {
  const root = checkout(files)
  chmodSync(join(root, 'app/main.ts'), 0o775)
  const folder = stageBuildContext(readBuildContext(root))
  remove(folder)
  expect(statSync(join(folder, 'app/main.ts')).mode & 0o777).toBe(0o644)
  expect(readFileSync(join(folder, 'app/main.ts'), 'utf8')).toBe('start()')
  expect(() => statSync(join(folder, 'README.md'))).toThrow(/ENOENT/)
  expect(stageBuildContext(readBuildContext(checkout(files)))).toBe(folder)
})

test('what lies there already is replaced', () => {
  const context = readBuildContext(checkout(files))
  const folder = stageBuildContext(context)
  remove(folder)
  writeFileSync(join(folder, 'app/main.ts'), 'tampered with')
  writeFileSync(join(folder, 'left-over'), '')
  stageBuildContext(context)
  expect(readFileSync(join(folder, 'app/main.ts'), 'utf8')).toBe('start()')
  expect(() => statSync(join(folder, 'left-over'))).toThrow(/ENOENT/)
})

test('what is staged already is left alone', () => {
  const context = readBuildContext(checkout(files))
  const folder = stageBuildContext(context)
  remove(folder)
  const { ino } = statSync(join(folder, 'app/main.ts'))
  stageBuildContext(context)
  expect(statSync(join(folder, 'app/main.ts')).ino).toBe(ino)
})

/** Makes a folder look as if it was last used so long ago. */
function age(folder: string, hours: number): string {
  const then = Date.now() / 1000 - hours * 3600
  utimesSync(folder, then, then)
  return folder
}

test('what was not used for twelve hours is removed, half copies too, and what a build may still read is left', () => {
  const staged = (text: string) => {
    const folder = stageBuildContext(readBuildContext(checkout({ ...files, 'app/main.ts': text })))
    remove(folder)
    return folder
  }
  const [old, recent] = [age(staged('old'), 13), age(staged('recent'), 11)]
  const [half, foreign] = [`${recent}-AbC123`, `${recent}-not-ours`]
  for (const folder of [half, foreign]) {
    mkdirSync(folder)
    remove(age(folder, 13))
  }
  staged('new')
  expect([old, half, recent, foreign].map((folder) => existsSync(folder))).toEqual([false, false, true, true])
})

test('using what is staged makes it recent again', () => {
  const context = readBuildContext(checkout(files))
  const folder = age(stageBuildContext(context), 13)
  remove(folder)
  const { ino } = statSync(join(folder, 'app/main.ts'))
  stageBuildContext(context)
  expect(statSync(join(folder, 'app/main.ts')).ino).toBe(ino)
  expect(Date.now() - statSync(folder).mtimeMs).toBeLessThan(3_600_000)
})

import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolders } from '../test-support/temporary-checkout.ts'
import { commitOf, readPage } from './checkout-pages.ts'
import { appendExercise, exerciseLogOf } from './exercise-log.ts'
import { drillOf } from './test-support/exercises.ts'

const folders = temporaryFolders()

function repository() {
  const folder = folders.checkout({ 'runbooks/high-cpu.md': '# high-cpu\n', 'app/main.ts': 'start()\n' })
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim()
  const commit = () => {
    git('add', '--all')
    git('commit', '--quiet', '--message', 'change')
    return git('rev-parse', 'HEAD')
  }
  git('init', '--quiet')
  return { folder, commit, first: commit() }
}

test('a page is read as it was at a commit, and as it is', () => {
  const { folder, first } = repository()
  writeFileSync(join(folder, 'runbooks/high-cpu.md'), '# higher-cpu\n')
  expect(readPage(folder, 'high-cpu', first)).toBe('# high-cpu\n')
  expect(readPage(folder, 'high-cpu')).toBe('# higher-cpu\n')
  rmSync(join(folder, 'runbooks/high-cpu.md'))
  expect(readPage(folder, 'high-cpu')).toBeUndefined()
  expect(readPage(folder, 'high-cpu', first)).toBe('# high-cpu\n')
})

test('a commit that the checkout does not have, and a page that it did not have, are none', () => {
  const { folder, first } = repository()
  expect(readPage(folder, 'high-cpu', 'f'.repeat(40))).toBeUndefined()
  expect(readPage(folder, 'queue-age', first)).toBeUndefined()
})

test('the commit is told, with whether files differ from it', () => {
  const { folder, first, commit } = repository()
  expect(commitOf(folder)).toBe(first)
  appendFileSync(join(folder, 'runbooks/high-cpu.md'), '## Meaning\n')
  expect(commitOf(folder)).toBe(`${first}-dirty`)
  const second = commit()
  expect(commitOf(folder)).toBe(second)
})

test('the log of exercises, and settings that a page changed, make no other checkout', () => {
  const { folder, commit } = repository()
  writeFileSync(join(folder, 'Pulumi.prod.yaml'), 'config: {}\n')
  appendExercise(exerciseLogOf(folder), drillOf())
  const logged = commit()
  appendExercise(exerciseLogOf(folder), drillOf())
  appendFileSync(join(folder, 'Pulumi.prod.yaml'), '# changed\n')
  expect(commitOf(folder)).toBe(logged)
})

test('without git there is no commit, and pages are read nevertheless', () => {
  const folder = folders.checkout({ 'runbooks/high-cpu.md': '# high-cpu\n' })
  mkdirSync(join(folder, '.git')) // no repository, and none above it is asked
  expect(commitOf(folder)).toBe('none')
  expect(readPage(folder, 'high-cpu')).toBe('# high-cpu\n')
  expect(readPage(folder, 'high-cpu', 'f'.repeat(40))).toBeUndefined()
})

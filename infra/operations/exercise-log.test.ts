import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readBuildContext } from '../build-context.ts'
import { checkoutFiles, temporaryFolders } from '../test-support/temporary-checkout.ts'
import { pageOf } from './exercise.ts'
import { appendExercise, exerciseLogOf, readExercises } from './exercise-log.ts'
import { drillOf, walkthroughOf } from './test-support/exercises.ts'

const folders = temporaryFolders()
const emptyCheckout = () => folders.checkout({ 'runbooks/README.md': '' })

test('a log that is not there yet is empty, and is made by the first line', () => {
  const log = exerciseLogOf(emptyCheckout())
  expect(readExercises(log)).toEqual({ exercises: [], bad: [] })
  appendExercise(log, drillOf())
  appendExercise(log, walkthroughOf())
  expect(readExercises(log)).toEqual({ exercises: [drillOf(), walkthroughOf()], bad: [] })
  expect(readFileSync(log, 'utf8').split('\n')).toHaveLength(3)
})

test('after a line that was cut off the next one is whole', () => {
  const log = exerciseLogOf(emptyCheckout())
  appendExercise(log, drillOf({ alarm: 'high-cpu' }))
  appendFileSync(log, '{"at":"2026-01-02T0')
  appendExercise(log, drillOf({ alarm: 'queue-age' }))
  const { exercises, bad } = readExercises(log)
  expect(exercises.map(pageOf)).toEqual(['high-cpu', 'queue-age'])
  expect(bad.map(({ line }) => line)).toEqual([2])
})

test('processes that write at once lose nothing', async () => {
  const checkout = emptyCheckout()
  const log = exerciseLogOf(checkout)
  const program = `
    const { appendExercise } = await import(${JSON.stringify(join(import.meta.dirname, 'exercise-log.ts'))})
    const exercise = ${JSON.stringify(walkthroughOf())}
    for (let i = 0; i < 50; i++) appendExercise(${JSON.stringify(log)}, { ...exercise, page: process.argv[1] + '-' + i })`
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program, name]),
    ),
  )
  const { exercises, bad } = readExercises(log)
  expect(bad).toEqual([])
  expect(new Set(exercises.map(pageOf)).size).toBe(150)
})

test('a line more in it makes no other image', () => {
  const repository = join(import.meta.dirname, '../..')
  const ignored = readFileSync(join(repository, '.dockerignore'), 'utf8')
  const checkout = folders.checkout({ ...checkoutFiles, '.dockerignore': ignored, 'runbooks/README.md': '' })
  const before = readBuildContext(checkout)
  appendExercise(exerciseLogOf(checkout), drillOf())
  expect(readBuildContext(checkout)).toEqual(before)
  expect(before.files).toContain('app/main.ts')
})

import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Exercise, exerciseLine, parseExercises } from './exercise.ts'

/** The log of all exercises, in a checkout. */
export const exerciseLogOf = (checkout: string): string => join(checkout, 'runbooks/drills.jsonl')

/** What a log holds; nothing when there is none yet. */
export const readExercises = (file: string): ReturnType<typeof parseExercises> =>
  parseExercises(existsSync(file) ? readFileSync(file, 'utf8') : '')

/**
 * Adds a line at the end by one write in append mode, so that two at once do not mix. A last line that was cut off is
 * ended first: it stays broken, and the new one does not become a part of it.
 */
export function appendExercise(file: string, exercise: Exercise): void {
  const log = openSync(file, 'a+')
  try {
    const { size } = fstatSync(log)
    const last = Buffer.alloc(1)
    const isCut = size > 0 && readSync(log, last, 0, 1, size - 1) === 1 && last.toString() !== '\n'
    const line = Buffer.from(`${isCut ? '\n' : ''}${exerciseLine(exercise)}`)
    const written = writeSync(log, line)
    if (written !== line.length)
      throw new Error(`Expected to write ${line.length} bytes to ${file}, wrote ${written}: is the disk full?`)
  } finally {
    closeSync(log)
  }
}

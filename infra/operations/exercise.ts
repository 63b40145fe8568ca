import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** What every exercise says of itself. */
const shared = {
  /** When it ended, ISO 8601 in UTC. */
  at: Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$` }),
  stack: Type.String({ minLength: 1 }),
  /** An emulator shows that the way of the message and the commands are right; an account, that all of it is. */
  on: Type.Enum(['account', 'emulator']),
  /** Blocks of commands of the page: those that ran, and those that were left out. */
  commands: Type.Object({ run: Type.Integer({ minimum: 0 }), skipped: Type.Integer({ minimum: 0 }) }),
  passed: Type.Boolean(),
  /** Commit of the checkout whose pages and commands were used, as `git describe --always --dirty` tells it; `none` without git. */
  commit: Type.String({ minLength: 1 }),
}
const seconds = Type.Union([Type.Number({ minimum: 0 }), Type.Null()])

/** An alarm that was set off on purpose, and answered by its page. */
const Drill = Type.Object({
  ...shared,
  alarm: Type.String({ minLength: 1 }),
  /** What set it off: its state alone was set, or a fault was made and CloudWatch noticed. */
  cause: Type.Enum(['state', 'fault']),
  /** From the change of the state to the message; null when none came. */
  notifySeconds: seconds,
  /** From the message to the end of the alarm; null when it did not end. */
  mitigateSeconds: seconds,
})
export type Drill = Readonly<Static<typeof Drill>>

/** A page that somebody went through with `npm run runbook`. */
const Walkthrough = Type.Object({ ...shared, page: Type.String({ minLength: 1 }) })
export type Walkthrough = Readonly<Static<typeof Walkthrough>>

/** One line of runbooks/drills.jsonl. */
export type Exercise = Drill | Walkthrough

const drillSchema = Compile(Drill)
const walkthroughSchema = Compile(Walkthrough)

/** Name of the page that an exercise was about, which is the alarm's where there is one. */
export const pageOf = (exercise: Exercise): string => ('alarm' in exercise ? exercise.alarm : exercise.page)

/** A line that is no exercise. The others are not touched by it. */
export interface BadLine {
  /** From 1. */
  readonly line: number
  readonly reason: string
}

/** The exercises of a log in their order, and the lines that are none. Empty lines are neither. */
export function parseExercises(text: string): {
  readonly exercises: readonly Exercise[]
  readonly bad: readonly BadLine[]
} {
  const exercises: Exercise[] = []
  const bad: BadLine[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = parseLine(line)
    if (typeof read === 'string') bad.push({ line: index + 1, reason: read })
    else exercises.push(read)
  }
  return { exercises, bad }
}

/** An exercise, or why the line is none. */
function parseLine(line: string): Exercise | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return `it is no JSON: ${(error as Error).message}` // JSON.parse throws SyntaxError only
  }
  const isDrill = typeof value === 'object' && value !== null && 'alarm' in value
  if (isDrill ? drillSchema.Check(value) : walkthroughSchema.Check(value))
    return Number.isNaN(Date.parse((value as Exercise).at)) ? 'at is no date' : (value as Exercise) // just checked
  const [error] = isDrill ? drillSchema.Errors(value) : walkthroughSchema.Errors(value)
  const where = error?.instancePath.slice(1).replaceAll('/', '.')
  return `${where ? `${where} ` : ''}${error?.message ?? 'is not right'}`
}

/** The line of an exercise, with its end. */
export const exerciseLine = (exercise: Exercise): string => `${JSON.stringify(exercise)}\n`

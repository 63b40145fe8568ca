import { seconds } from './durations.ts'

export const phaseNames = [
  'settings',
  'tools',
  'credentials',
  'state',
  'gate',
  'preview',
  'up',
  'health',
  'smoke',
] as const
export type PhaseName = (typeof phaseNames)[number]

/** Writes one line for the operator. */
export type Say = (line: string) => void

export interface FinishedPhase {
  readonly name: PhaseName
  readonly ms: number
}

export interface Phases {
  /** Runs a phase; its lines are written below its name as they come, and its time when it ends. */
  run<Result>(name: PhaseName, phase: (say: Say) => Result | Promise<Result>): Promise<Result>
  /** The phase that runs, or ran last. */
  current(): PhaseName | undefined
  finished(): readonly FinishedPhase[]
}

/** Whether something may have been changed once this phase began. */
export const changes = (name: PhaseName | undefined): boolean =>
  name !== undefined && phaseNames.indexOf(name) >= phaseNames.indexOf('up')

/** @param now milliseconds that only grow */
export function openPhases(write: Say, now: () => number = () => performance.now()): Phases {
  const finished: FinishedPhase[] = []
  let current: PhaseName | undefined
  return {
    async run(name, phase) {
      current = name
      write(name)
      const start = now()
      try {
        return await phase((line) => write(line.replace(/^(?=.)/gm, '  ')))
      } finally {
        const ms = now() - start
        finished.push({ name, ms })
        write(`  ${seconds(ms)}`)
      }
    },
    current: () => current,
    finished: () => finished,
  }
}

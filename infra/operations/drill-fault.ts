import { setTimeout } from 'node:timers/promises'
import type { Fault } from '../plan/alarms/fault.ts'
import type { FaultPort } from './drill-ports.ts'
import type { ShellSession } from './shell-session.ts'

/** Seconds between two looks at an alarm whose fault is made only once. */
const look = 10

/**
 * Makes a fault in a shell, so that what it finds out is there when it is undone.
 * @throws Error with what the shell said, when a command of it fails
 */
export function faultIn(session: ShellSession, fault: Fault, signal: AbortSignal): FaultPort {
  let times = 0
  const run = async (script: string) => {
    const { code, stderr } = await session.run(script)
    if (code !== 0) throw new Error(`The fault could not be made or undone, it ended with ${code}: ${stderr.trim()}`)
  }
  return {
    async make() {
      if (times > 0) await setTimeout((fault.repeat ?? look) * 1000, undefined, { signal })
      if (times === 0 || fault.repeat !== undefined) await run(fault.script)
      times++
    },
    async undo() {
      if (fault.undo !== undefined) await run(fault.undo)
    },
  }
}

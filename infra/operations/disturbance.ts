import type { DrillPorts, DrillTask } from './drill-ports.ts'

/** What a drill does to set an alarm off, and takes back. */
export interface Disturbance {
  /** Sets the state, or makes the fault until the alarm fires. */
  begin(): Promise<void>
  /** Keeps it up while the message is waited for. */
  hold(): Promise<void>
  /** Ends what was begun and CloudWatch does not end by itself. May be called again and again. */
  settle(): Promise<void>
  /** Whether a notifier's state was set too: then it may tell more than once. */
  wasHeld(): boolean
}

const reason = 'Drill: the state was set by hand, nothing is wrong'

export function openDisturbance(
  { parts, limits, isEvaluated }: DrillTask,
  { states, fault, now, signal }: DrillPorts,
): Disturbance {
  let isBroken = false
  let isSet = false
  let isHeld = false
  let wasHeld = false

  const fires = async (...names: readonly string[]) =>
    [...(await states.read(names)).values()].some(({ value }) => value === 'ALARM')
  const setAll = async (value: 'OK' | 'ALARM', why: string) => {
    for (const name of parts.watching) await states.set(name, value, why)
  }

  return {
    async begin() {
      if (!fault) {
        isSet = true
        return await setAll('ALARM', reason)
      }
      isBroken = true
      const deadline = now() + limits.fires * 1000
      do {
        signal.throwIfAborted()
        await fault.make()
      } while (!(await fires(parts.main)) && now() < deadline)
    },

    // CloudWatch takes back a state that the metric does not bear out, before a notifier has waited its two minutes. One
    // that is set itself stays, because a composite alarm is evaluated only when what it is made of changes.
    async hold() {
      if (!isEvaluated || fault || parts.teller === parts.main || (await fires(parts.main, parts.teller))) return
      isHeld = true
      wasHeld = true
      await states.set(parts.teller, 'ALARM', reason)
    },

    async settle() {
      if (isBroken) {
        isBroken = false
        await fault?.undo()
      }
      if (isSet && !isEvaluated) {
        isSet = false
        await setAll('OK', 'The drill is over')
      }
      if (isHeld && !(await fires(parts.main))) {
        isHeld = false
        await states.set(parts.teller, 'OK', 'The drill is over')
      }
    },

    wasHeld: () => wasHeld,
  }
}

import type { Alarm } from '../plan/alarms/alarm.ts'
import { alarmName } from '../plan/alarms/alarm-names.ts'
import { alarms } from '../plan/alarms/alarms.ts'
import { nearestName } from '../plan/nearest-name.ts'
import { type AlarmParts, partsOf, possibleParts } from './alarm-parts.ts'
import type { AlarmState, AlarmStates } from './alarm-states.ts'
import { limitsOf } from './drill-limits.ts'
import type { DrillRequest } from './drill-options.ts'
import type { DrillTask } from './drill-ports.ts'
import type { Exercise } from './exercise.ts'
import { Refusal } from './refusal.ts'

/** A stack as it is deployed. */
export interface DrilledStack {
  readonly name: string
  readonly outputs: Readonly<Record<string, unknown>>
  readonly on: Exercise['on']
}

/**
 * The alarms that a request is about.
 * @param names ids, or full names such as `mpla-prod-high-cpu`; none: every one
 * @throws Refusal for a name that no alarm has
 */
export const requestedAlarms = (names: readonly string[], stack: string): readonly Alarm[] =>
  names.length === 0
    ? alarms
    : names.map((name) => {
        const found = alarms.find(({ id }) => name === id || name === alarmName(stack, id))
        if (found) return found
        const ids = alarms.map(({ id }) => id)
        const nearest = nearestName(name, ids)
        throw new Refusal(
          `There is no alarm ${name}${nearest ? `; did you mean ${nearest}?` : '.'} There are: ${ids.join(', ')}`,
        )
      })

/**
 * Looks whether an alarm can be drilled, and changes nothing.
 * @returns undefined when the stack does not have the alarm and nobody named it
 * @throws Refusal when the stack is not deployed, the alarm is not in it, fires, is silent, or has no safe fault
 */
export async function prepareDrill(
  alarm: Alarm,
  stack: DrilledStack,
  request: Pick<DrillRequest, 'alarms' | 'inject' | 'force'>,
  states: AlarmStates,
): Promise<DrillTask | undefined> {
  const topicArn = stack.outputs[`${alarm.severity}Topic`]
  if (typeof topicArn !== 'string')
    throw new Refusal(
      `Stack ${stack.name} has no output ${alarm.severity}Topic: it is not deployed. Run npm run up -- ${stack.name}`,
    )
  const found = await states.read(possibleParts(stack.name, alarm))
  const parts = partsOf(stack.name, alarm, (name) => found.has(name))
  if (!parts && request.alarms.length === 0) return undefined
  if (!parts)
    throw new Refusal(
      `CloudWatch has no alarm ${alarmName(stack.name, alarm.id)}: this stack does not need it by its settings, or was deployed before the alarm was made`,
    )
  refuseState(parts, found)
  if (request.inject) refuseFault(alarm, stack, request.force)
  const isEvaluated = stack.on === 'account'
  return { alarm, parts, topicArn, limits: limitsOf(alarm, stack.on, request.inject ? 'fault' : 'state'), isEvaluated }
}

/** What happens by itself must not be hidden by a drill, and a drill that nobody hears proves nothing. */
function refuseState(parts: AlarmParts, found: ReadonlyMap<string, AlarmState>): void {
  const own = [...new Set([parts.main, parts.teller, ...parts.watching])]
  const firing = own.find((name) => found.get(name)?.value === 'ALARM')
  if (firing)
    throw new Refusal(
      `${firing} is firing by itself (${found.get(firing)?.reason}): follow its runbook, and drill when it is over`,
    )
  if (parts.explaining && found.get(parts.explaining)?.value === 'ALARM')
    throw new Refusal(
      `${parts.explaining} is firing, which keeps ${parts.main} silent: follow its runbook, and drill when it is over`,
    )
  if (found.get(parts.teller)?.speaks === false)
    throw new Refusal(`${parts.teller} was muted: aws cloudwatch enable-alarm-actions --alarm-names ${parts.teller}`)
}

function refuseFault({ id, fault }: Alarm, { name, outputs, on }: DrilledStack, force: boolean): void {
  if (!fault) {
    const others = alarms.filter((alarm) => alarm.fault).map((alarm) => alarm.id)
    throw new Refusal(
      `No fault is known that causes ${id} and can be put back safely; of others there is one: ${others.join(', ')}. Without --inject its state is set.`,
    )
  }
  if (on === 'emulator')
    throw new Refusal('An emulator records no metrics, so a fault would go unnoticed: leave out --inject')
  // Protection is what tells a stack that people rely on; its kind is not among the outputs.
  if (fault.isNoticed && !force && String(outputs['deletionProtection']) === 'true')
    throw new Refusal(`This ${fault.does}. Users of ${name} notice: --force if that is meant.`)
}

/** What is going to happen, before it does. */
export const announcement = (
  { alarm, parts }: DrillTask,
  inject: boolean,
  receivers: readonly string[],
): readonly string[] => [
  `  causes  ${inject ? `This ${alarm.fault?.does}` : `${parts.watching.join(' and ')} set to ALARM`}`,
  `  tells   ${alarm.severity === 'page' ? 'whoever is on call, by ' : ''}${receivers.join(', ') || 'nobody: the topic has no subscription'}`,
]

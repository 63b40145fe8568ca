import { stackPrefix } from '../plan/names.ts'
import { commitOf, readPage } from './checkout-pages.ts'
import { answering, type DrillOutcome, runDrill, verifying } from './drill.ts'
import { faultIn } from './drill-fault.ts'
import type { DrillRequest } from './drill-options.ts'
import { drillPage, missingVariables } from './drill-page.ts'
import type { DrillTask } from './drill-ports.ts'
import { announcement, type DrilledStack, prepareDrill, requestedAlarms } from './drill-preflight.ts'
import type { DrilledAccount } from './drilled-account.ts'
import type { Drill } from './exercise.ts'
import { appendExercise, exerciseLogOf } from './exercise-log.ts'
import { Refusal } from './refusal.ts'
import type { PageOptions } from './run-page.ts'
import type { ShellSession } from './shell-session.ts'

export interface DrillSite {
  readonly checkout: string
  readonly stack: DrilledStack
  readonly account: DrilledAccount
  /** Shell of an operator, in the checkout, for the stack. */
  readonly session: ShellSession
  readonly reader: PageOptions['reader']
  readonly say: (line: string) => void
  /** Ends a drill between two of its steps; what it set is put back. */
  readonly signal: AbortSignal
  readonly today: () => Date
}

/**
 * Drills alarms one after the other, and keeps a record of each.
 * @param confirm asks whether to begin; undefined when nobody is there and nobody has to be asked
 * @param onBegin is called before the first change
 * @returns how each went
 * @throws Refusal before anything is changed
 */
export async function drillAlarms(
  request: DrillRequest,
  site: DrillSite,
  confirm: ((question: string) => Promise<boolean>) | undefined,
  onBegin: () => void = () => undefined,
): Promise<readonly { readonly record: Drill; readonly outcome: DrillOutcome }[]> {
  const { account, stack, say } = site
  const tasks: DrillTask[] = []
  const absent: string[] = []
  for (const alarm of requestedAlarms(request.alarms, stack.name)) {
    const task = await prepareDrill(alarm, stack, request, account.states)
    if (task) tasks.push(task)
    else absent.push(alarm.id)
  }
  if (absent.length > 0) say(`Not in this stack: ${absent.join(', ')}`)
  if (tasks.length === 0) throw new Refusal(`Stack ${stack.name} has no alarm that could be drilled: is it deployed?`)
  for (const task of tasks) {
    say(`${task.alarm.id} (${task.alarm.severity})`)
    for (const line of announcement(task, request.inject, await account.receivers(task.topicArn))) say(line)
  }
  if (!confirm) await refuseMissingVariables(tasks, request, site)
  if (confirm && !(await confirm(tasks.length === 1 ? 'Begin?' : `Begin with these ${tasks.length}?`)))
    throw new Refusal('Not begun.')

  onBegin()
  const drilled: { record: Drill; outcome: DrillOutcome }[] = []
  for (const task of tasks) drilled.push(await drillOne(task, request, site))
  return drilled
}

/** In the middle of a drill there would be nobody to ask. */
async function refuseMissingVariables(
  tasks: readonly DrillTask[],
  { readOnly }: DrillRequest,
  { checkout, session }: DrillSite,
): Promise<void> {
  const missing: string[] = []
  for (const { alarm } of tasks) {
    const names = await missingVariables(readPage(checkout, alarm.id) ?? '', [...answering, ...verifying], {
      session,
      readOnly,
    })
    if (names.length > 0) missing.push(`${names.join(' and ')} for ${alarm.id}`)
  }
  if (missing.length > 0)
    throw new Refusal(`Expected in the environment, because nobody is asked: ${missing.join(', ')}. Or --read-only.`)
}

async function drillOne(task: DrillTask, request: DrillRequest, site: DrillSite) {
  const { checkout, stack, account, session, reader, say, signal, today } = site
  const { alarm, topicArn } = task
  say(`\n== ${alarm.id}`)
  const topics = ['pageTopic', 'ticketTopic'].map((name) => String(stack.outputs[name] ?? topicArn))
  const listener = await account.listen(stackPrefix(stack.name), [...new Set(topics)], signal)
  try {
    const outcome = await runDrill(task, {
      states: account.states,
      listener,
      runPage: (markdown, headings) => drillPage(markdown, headings, { session, reader, readOnly: request.readOnly }),
      readPage: (page, commit) => readPage(checkout, page, commit),
      fault: request.inject && alarm.fault ? faultIn(session, alarm.fault, signal) : undefined,
      say,
      now: () => performance.now(),
      signal,
    })
    const { notifySeconds, mitigateSeconds, commands, passed } = outcome
    const record: Drill = {
      at: today().toISOString(),
      alarm: alarm.id,
      stack: stack.name,
      on: stack.on,
      cause: request.inject ? 'fault' : 'state',
      notifySeconds,
      mitigateSeconds,
      commands,
      passed,
      commit: commitOf(checkout),
    }
    appendExercise(exerciseLogOf(checkout), record)
    say(
      `  ${passed ? 'PASSED' : 'FAILED'}  told after ${text(notifySeconds)}, over after ${text(mitigateSeconds)}, ${commands.run} blocks run, ${commands.skipped} not`,
    )
    return { record, outcome }
  } finally {
    await listener.close()
  }
}

const text = (seconds: number | null) => (seconds === null ? '(never)' : `${seconds.toFixed(1)} s`)

import type { Alarm } from '../plan/alarms/alarm.ts'
import type { AlarmParts } from './alarm-parts.ts'
import type { AlarmStates } from './alarm-states.ts'
import type { DrillLimits } from './drill-limits.ts'
import type { Drill } from './exercise.ts'
import { type Notification, notificationProblems, readNotification } from './notification.ts'
import { linkProblems, runbookLinkIn } from './runbook-link.ts'
import type { TopicListener } from './topic-listener.ts'

/** The headings of a page that a drill runs, before and after the alarm is over. */
export const answering = ['Diagnosis', 'Mitigation'] as const
export const verifying = ['Verification'] as const

/** What running a part of a page came to. */
export interface PageRun {
  readonly run: number
  readonly skipped: number
  /** A sentence about each block that failed. */
  readonly failures: readonly string[]
  /** What the last block printed. */
  readonly lastOutput: string
}

export interface FaultPort {
  /** Makes it, again and again until the alarm fires. Waits by itself between two times. */
  make(): Promise<void>
  /** Puts back what the page does not. */
  undo(): Promise<void>
}

export interface DrillPorts {
  readonly states: AlarmStates
  /** Hears the topics of both severities. */
  readonly listener: TopicListener
  /** Goes through the given headings of a page. */
  runPage(markdown: string, headings: readonly string[]): Promise<PageRun>
  /** A page at a commit of the checkout, or as it is. */
  readPage(page: string, commit: string | undefined): string | undefined
  /** What really breaks; undefined when only the state is set. */
  readonly fault: FaultPort | undefined
  say(line: string): void
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  readonly signal: AbortSignal
}

export interface DrillTask {
  readonly alarm: Alarm
  readonly parts: AlarmParts
  readonly topicArn: string
  readonly limits: DrillLimits
  /** Whether metrics are evaluated: not on an emulator, where the drill itself ends what it began. */
  readonly isEvaluated: boolean
}

export interface DrillOutcome extends Pick<Drill, 'notifySeconds' | 'mitigateSeconds' | 'commands' | 'passed'> {
  /** What was not as it should be, a sentence each. */
  readonly problems: readonly string[]
  /** Everything the topics told, in order. */
  readonly told: readonly Notification[]
}

const reason = 'Drill: the state was set by hand, nothing is wrong'

/** Sets an alarm off, hears its message, answers it by its page, and waits for its end. */
export async function runDrill(task: DrillTask, ports: DrillPorts): Promise<DrillOutcome> {
  const { alarm, parts, topicArn, limits } = task
  const { states, listener, say } = ports
  const told: Notification[] = []
  const problems: string[] = []
  const note = (...found: readonly string[]) => {
    problems.push(...found)
    for (const problem of found) say(`  PROBLEM ${problem}`)
  }
  /** Whether a notifier's state was set too, because CloudWatch took back the one that it follows. */
  let isHeld = false
  let wasHeld = false
  let isSet = false
  let isBroken = false

  const stateOf = async (name: string) => (await states.read([name])).get(name)
  const mainIsFiring = async () => (await stateOf(parts.main))?.value === 'ALARM'

  /** Waits for a message of this alarm, and keeps all others. */
  async function heard(state: string, seconds: number, meanwhile: () => Promise<void>) {
    const isIt = (each: Notification) => each.state === state && belongs(each, parts)
    const deadline = ports.now() + seconds * 1000
    for (;;) {
      for (const message of await listener.receive(limits.look)) {
        const notification = readNotification(message)
        if (notification) told.push(notification)
      }
      const found = told.find(isIt)
      if (found || ports.now() > deadline) return found
      ports.signal.throwIfAborted()
      await meanwhile()
    }
  }

  /** CloudWatch takes back a state that the metric does not bear out, before a notifier has waited its two minutes. */
  async function hold(): Promise<void> {
    if (!task.isEvaluated || ports.fault || parts.teller === parts.main) return
    const now = await states.read([parts.main, parts.teller])
    if ([...now.values()].some(({ value }) => value === 'ALARM')) return
    isHeld = true
    wasHeld = true
    await states.set(parts.teller, 'ALARM', reason)
  }

  async function setOff(): Promise<void> {
    if (!ports.fault) {
      isSet = true
      for (const name of parts.watching) await states.set(name, 'ALARM', reason)
      return
    }
    isBroken = true
    const deadline = ports.now() + limits.fires * 1000
    do {
      ports.signal.throwIfAborted()
      await ports.fault.make()
    } while (!(await mainIsFiring()) && ports.now() < deadline)
  }

  /** Ends what the drill set and CloudWatch does not end by itself. */
  async function settle(): Promise<void> {
    if (isBroken) {
      isBroken = false
      await ports.fault?.undo()
    }
    if (isSet && !task.isEvaluated) {
      isSet = false
      for (const name of parts.watching) await states.set(name, 'OK', 'The drill is over')
    }
    if (isHeld && !(await mainIsFiring())) {
      isHeld = false
      await states.set(parts.teller, 'OK', 'The drill is over')
    }
  }

  /** The page as it was when the alarm was deployed: that is the one somebody would follow. */
  const linkedPage = (first: Notification | undefined) => {
    const link = first && runbookLinkIn(first.description)
    return link?.page === alarm.id ? ports.readPage(link.page, link.commit) : undefined
  }

  try {
    await setOff()
    const fired = await stateOf(parts.main)
    const first = await heard('ALARM', limits.tells, hold)
    if (first) {
      note(...notificationProblems(first, { id: alarm.id, teller: parts.teller, topicArn }))
      const link = runbookLinkIn(first.description)
      if (link) note(...linkProblems(link, ports.readPage))
      say(`  told    by ${first.alarm}, runbook ${link?.address ?? 'none'}`)
    } else note(`Nobody was told within ${limits.tells} s that ${parts.main} fires`)
    const page = linkedPage(first) ?? ports.readPage(alarm.id, undefined) ?? ''

    const answer = await ports.runPage(page, answering)
    note(...answer.failures)
    ports.signal.throwIfAborted()
    await settle()
    const last = await heard('OK', first ? limits.ends : limits.look, settle)
    if (first && !last) note(`Nobody was told within ${limits.ends} s that ${parts.main} is over`)
    const check = await ports.runPage(page, verifying)
    note(...check.failures)
    ports.signal.throwIfAborted()
    if (check.run > 0 && !/"OK"/.test(check.lastOutput) && last)
      note(`The alarm is over, but the last command of the page says ${check.lastOutput.trim() || 'nothing'}`)
    if (!wasHeld) note(...surplus(told, parts))

    return {
      notifySeconds: first && fired ? secondsBetween(fired.since, first.sentAt) : null,
      mitigateSeconds: first && last ? secondsBetween(first.sentAt, last.sentAt) : null,
      commands: { run: answer.run + check.run, skipped: answer.skipped + check.skipped },
      passed: problems.length === 0,
      problems,
      told,
    }
  } finally {
    await settle()
  }
}

/** Whether an alarm is this one, or a part of it. */
const belongs = ({ alarm }: Notification, { main, watching, teller }: AlarmParts) =>
  [main, teller, ...watching].includes(alarm)

/** One incident is one message when it begins and one when it ends. */
function surplus(told: readonly Notification[], parts: AlarmParts): readonly string[] {
  const own = told.filter((each) => belongs(each, parts))
  return ['ALARM', 'OK'].flatMap((state) => {
    const times = own.filter((each) => each.state === state).length
    return times > 1 ? [`It told ${state} ${times} times, and not once`] : []
  })
}

/** The clocks of two services of AWS may differ by a little. */
const secondsBetween = (from: Date, to: Date): number => Math.max(0, to.getTime() - from.getTime()) / 1000

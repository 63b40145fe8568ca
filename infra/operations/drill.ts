import type { AlarmParts } from './alarm-parts.ts'
import { openDisturbance } from './disturbance.ts'
import type { DrillPorts, DrillTask, PageRun } from './drill-ports.ts'
import type { Drill } from './exercise.ts'
import { type Notification, notificationProblems, readNotification } from './notification.ts'
import { linkProblems, runbookLinkIn } from './runbook-link.ts'

/** The headings of a page that a drill runs, before and after the alarm is over. */
export const answering = ['Diagnosis', 'Mitigation'] as const
export const verifying = ['Verification'] as const

export interface DrillOutcome extends Pick<Drill, 'notifySeconds' | 'mitigateSeconds' | 'commands' | 'passed'> {
  /** What was not as it should be, a sentence each. */
  readonly problems: readonly string[]
  /** Everything the topics told, in order. */
  readonly told: readonly Notification[]
}

/**
 * Sets an alarm off, hears its message, answers it by its page, and waits for its end. Whatever happens, what it set is
 * put back. Without a message nothing of the page is run: then nobody would have come.
 */
export async function runDrill(task: DrillTask, ports: DrillPorts): Promise<DrillOutcome> {
  const { alarm, parts, topicArn, limits } = task
  const disturbance = openDisturbance(task, ports)
  const told: Notification[] = []
  const problems: string[] = []
  const note = (...found: readonly string[]) => {
    problems.push(...found)
    for (const problem of found) ports.say(`  PROBLEM ${problem}`)
  }

  /** Waits for a message of this alarm, and keeps all others. */
  async function heard(state: string, seconds: number, meanwhile: () => Promise<void>) {
    const deadline = ports.now() + seconds * 1000
    for (;;) {
      // A queue may give a message twice.
      for (const notification of (await ports.listener.receive(limits.look)).flatMap(
        (each) => readNotification(each) ?? [],
      ))
        if (!told.some(({ id }) => id === notification.id)) told.push(notification)
      const found = told.find((each) => each.state === state && belongs(each, parts))
      if (found || ports.now() > deadline) return found
      ports.signal.throwIfAborted()
      await meanwhile()
    }
  }

  async function follow(markdown: string, headings: readonly string[]): Promise<PageRun> {
    const run = await ports.runPage(markdown, headings)
    note(...run.failures)
    ports.signal.throwIfAborted()
    return run
  }

  try {
    await disturbance.begin()
    const fired = (await ports.states.read([parts.main])).get(parts.main)
    const first = await heard('ALARM', limits.tells, disturbance.hold)
    if (!first) {
      note(`Nobody was told within ${limits.tells} s that ${parts.main} fires`)
      return { notifySeconds: null, mitigateSeconds: null, commands: none, passed: false, problems, told }
    }
    note(...notificationProblems(first, { id: alarm.id, teller: parts.teller, topicArn }))
    const link = runbookLinkIn(first.description)
    if (link) note(...linkProblems(link, ports.readPage))
    ports.say(`  told    by ${first.alarm}, runbook ${link?.address ?? 'none'}`)
    // As it was when the alarm was deployed: that is the page somebody would follow.
    const linked = link?.page === alarm.id ? ports.readPage(link.page, link.commit) : undefined
    const page = linked ?? ports.readPage(alarm.id, undefined) ?? ''

    const answer = await follow(page, answering)
    await disturbance.settle()
    const last = await heard('OK', limits.ends, disturbance.settle)
    if (!last) note(`Nobody was told within ${limits.ends} s that ${parts.main} is over`)
    const check = await follow(page, verifying)
    if (last && check.run > 0 && !check.lastOutput.includes('"OK"'))
      note(`The alarm is over, but the last command of the page says ${check.lastOutput.trim() || 'nothing'}`)
    if (!disturbance.wasHeld()) note(...surplus(told, parts))

    return {
      notifySeconds: fired ? secondsBetween(fired.since, first.sentAt) : null,
      mitigateSeconds: last ? secondsBetween(first.sentAt, last.sentAt) : null,
      commands: { run: answer.run + check.run, skipped: answer.skipped + check.skipped },
      passed: problems.length === 0,
      problems,
      told,
    }
  } finally {
    await disturbance.settle()
  }
}

const none = { run: 0, skipped: 0 }

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

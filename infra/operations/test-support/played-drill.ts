// A drill against a CloudWatch that is played: alarms with their rules, a notifier that waits, a topic. Its clock moves
// when somebody waits for messages.
import type { Alarm } from '../../plan/alarms/alarm.ts'
import { alarms } from '../../plan/alarms/alarms.ts'
import { partsOf } from '../alarm-parts.ts'
import { runDrill } from '../drill.ts'
import { limitsOf } from '../drill-limits.ts'
import type { TopicMessage } from '../topic-listener.ts'

export function alarmOf(id: string): Alarm {
  const alarm = alarms.find((each) => each.id === id)
  if (!alarm) throw new Error(`Expected an alarm ${id}`)
  return alarm
}

type State = 'OK' | 'ALARM'

export interface Play {
  readonly alarm: Alarm
  /** Whether CloudWatch evaluates metrics; default: not. */
  readonly isEvaluated?: boolean
  /** Seconds after which it takes back a state that was set. */
  readonly backAfter?: number
  /** Seconds that a notifier waits. */
  readonly waits?: number
  /** A message of this state is lost. */
  readonly lose?: State
  readonly topic?: Alarm['severity']
  /** How often it tells that it fires. */
  readonly times?: number
  /** The queue gives the same message as often, instead of different ones. */
  readonly isRepeated?: boolean
  readonly description?: string
  /** What is in the repository. */
  readonly page?: string | undefined
  readonly failing?: string
  readonly lastOutput?: string
  /** Another alarm that tells something meanwhile. */
  readonly other?: string
  /** How often the fault must be made. */
  readonly faultsNeeded?: number
  /** Thrown while the page is run. */
  readonly throwing?: Error
}

const topicOf = (severity: string) => `arn:aws:sns:eu-west-1:123456789012:mpla-prod-${severity}`

export async function playedDrill(play: Play) {
  const { alarm, isEvaluated = false, backAfter = 30, waits = 0 } = play
  const parts = partsOf('prod', alarm, () => true)
  if (!parts) throw new Error('Expected all parts: every name exists')
  const events: string[] = []
  const read: [string, string | undefined][] = []
  const states: Record<string, State> = {}
  const since: Record<string, number> = {}
  const inbox: (TopicMessage & { readonly visibleAt: number })[] = []
  let now = Date.parse('2026-01-02T03:04:05Z')
  let faults = 0
  let followed = ''

  const send = (name: string, state: State, after: number) => {
    if (play.lose === state) return
    const message = {
      AlarmName: name,
      NewStateValue: state,
      AlarmDescription: play.description ?? `CPU!\nRunbook: runbooks/${alarm.id}.md`,
    }
    const visibleAt = now + after * 1000 + 10
    const body = (MessageId: string) =>
      JSON.stringify({ MessageId, TopicArn: topicOf(play.topic ?? alarm.severity), Message: JSON.stringify(message) })
    const times = state === 'ALARM' ? (play.times ?? 1) : 1
    for (let i = 0; i < times; i++)
      inbox.push({ body: body(play.isRepeated ? state : `${state}-${i}`), sentAt: new Date(visibleAt), visibleAt })
  }
  const change = (name: string, state: State) => {
    if ((states[name] ?? 'OK') === state) return
    states[name] = state
    since[name] = now
    // What follows it, as the rules of the composite alarms say.
    if (name !== parts.main && parts.watching.includes(name))
      change(parts.main, parts.watching.every((each) => states[each] === 'ALARM') ? 'ALARM' : 'OK')
    if (name === parts.main && parts.teller !== name) change(parts.teller, state)
    if (name === parts.teller) send(name, state, state === 'ALARM' ? waits : 0)
  }
  /** Lets time pass. */
  const pass = (seconds: number) => {
    now += seconds * 1000
    if (!isEvaluated) return
    for (const name of parts.watching)
      if (states[name] === 'ALARM' && now - (since[name] ?? 0) > backAfter * 1000) {
        // A notifier whose state was taken back has nothing to tell any more.
        for (const [index, { visibleAt }] of inbox.entries()) if (visibleAt > now) inbox.splice(index, 1)
        change(name, 'OK')
      }
  }

  if (play.other)
    inbox.push({
      body: JSON.stringify({
        MessageId: 'other',
        TopicArn: topicOf('ticket'),
        Message: JSON.stringify({ AlarmName: play.other, NewStateValue: 'ALARM', AlarmDescription: null }),
      }),
      sentAt: new Date(now),
      visibleAt: now,
    })

  const drill = runDrill(
    {
      alarm,
      parts,
      topicArn: topicOf(alarm.severity),
      limits: limitsOf(alarm, isEvaluated ? 'account' : 'emulator', play.faultsNeeded ? 'fault' : 'state'),
      isEvaluated,
    },
    {
      states: {
        read: async (names) =>
          new Map(
            names.map((name) => [
              name,
              { value: states[name] ?? 'OK', since: new Date(since[name] ?? 0), reason: '', speaks: true },
            ]),
          ),
        set: async (name, value) => {
          events.push(`set ${name} ${value}`)
          change(name, value)
        },
      },
      listener: {
        receive: async (seconds) => {
          pass(seconds)
          const visible = inbox.filter(({ visibleAt }) => visibleAt <= now)
          for (const message of visible) inbox.splice(inbox.indexOf(message), 1)
          return visible
        },
        close: async () => undefined,
      },
      runPage: async (markdown, headings) => {
        followed = markdown
        if (play.throwing) throw play.throwing
        events.push(...headings.map((heading) => `page ${heading}`))
        pass(10)
        return {
          run: headings.length,
          skipped: 0,
          failures: headings.filter((heading) => heading === play.failing).map((heading) => `${heading} failed`),
          lastOutput: play.lastOutput ?? '["OK"]\n',
        }
      },
      readPage: (page, commit) => {
        read.push([page, commit])
        return 'page' in play ? play.page : `# ${page}\n`
      },
      fault: play.faultsNeeded
        ? {
            make: async () => {
              events.push('fault')
              pass(20)
              if (++faults === play.faultsNeeded) for (const name of parts.watching) change(name, 'ALARM')
            },
            undo: async () => {
              events.push('undo')
            },
          }
        : undefined,
      say: () => undefined,
      now: () => now,
      signal: new AbortController().signal,
    },
  )
  const outcome = await drill.catch((error: unknown) => Promise.reject({ error, events }))
  return {
    outcome,
    events,
    states,
    read,
    followed,
    pages: events.filter((e) => e.startsWith('page')).map((e) => e.slice(5)),
  }
}

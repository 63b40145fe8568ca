import type { Alarm } from '../plan/alarms/alarm.ts'
import type { AlarmParts } from './alarm-parts.ts'
import type { AlarmStates } from './alarm-states.ts'
import type { DrillLimits } from './drill-limits.ts'
import type { TopicListener } from './topic-listener.ts'

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

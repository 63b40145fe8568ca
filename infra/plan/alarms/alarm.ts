import type { PlainSettings } from '../settings-table.ts'
import type { Fault } from './fault.ts'
import type { Signal } from './signal.ts'

export interface Threshold {
  readonly comparison: 'above' | 'at-least' | 'below'
  readonly value: number
  /** `×` is a multiple, as of the rate at which an error budget may be spent. */
  readonly unit:
    | '%'
    | 'hosts'
    | 'requests'
    | 'connections'
    | 'tasks'
    | 'lines'
    | 'reports'
    | 'backups'
    | 'runs'
    | 'events'
    | 'credits'
    | 's'
    | 'days'
    | '×'
  /** Why this value and not another. */
  readonly reason: string
}

/** Fires when `datapoints` of the last `of` data points are beyond the threshold. */
interface DataPoints {
  /** Length of one data point in seconds, a multiple of 60. */
  readonly period: number
  readonly datapoints: number
  readonly of: number
}

/**
 * Fires when the value over the long and the value over the short window, both in seconds, are beyond the threshold: the
 * long one says that it matters, the short one that it still goes on (Site Reliability Workbook, "Alerting on SLOs").
 * CloudWatch takes up to seven days.
 */
export interface Windows {
  readonly long: number
  readonly short: number
}

/** What an alarm may depend on: the stack's settings and its name. */
export type AlarmedStack = PlainSettings & { readonly stack: string }

/** Something that is wrong, who must know, and what it is recognised by. */
export interface Alarm {
  /** Kebab-case; also the name of its runbook. */
  readonly id: string
  /** `page` wakes somebody up; `ticket` waits for the next working day. */
  readonly severity: 'page' | 'ticket'
  /** Who repairs the cause: the people of the application, or those of the account and its infrastructure. */
  readonly owner: 'application' | 'infrastructure'
  /** What is wrong, one sentence. */
  readonly summary: string
  /** What users notice, one sentence. */
  readonly impact: string
  /** First command to type. */
  readonly firstCommand: string
  /** How often it is expected when all is as it should be, completing "expected …"; more often is a finding by itself. */
  readonly expected: string
  /** Stacks that have it; all of them when not given. */
  readonly applies?: (stack: AlarmedStack) => boolean
  /** What it watches in a stack. The threshold is the same in every stack, so sizes go into the signal, as a share of them. */
  readonly signal: (stack: AlarmedStack) => Signal
  readonly threshold: Threshold
  readonly evaluation: DataPoints | Windows
  /** What a period without data means, and why. */
  readonly missingData: { readonly means: 'breaching' | 'notBreaching'; readonly reason: string }
  /** Id of the alarm that explains this one: while that fires, this one tells nobody, so that one incident pages once. */
  readonly explainedBy?: string
  /** Whether it ends and rolls back a deployment it fires during. Only load-balancer metrics: the service must not be needed first. */
  readonly rollsBack: boolean
  /** What causes it in a drill, where that can be put back safely. */
  readonly fault?: Fault
}

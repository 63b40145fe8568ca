import type { EngineEvent, StepEventMetadata } from '@pulumi/pulumi/automation/index.js'
import { isCreated } from './changes.ts'
import { clock, seconds } from './durations.ts'

/** Resources that took less are not worth a line. */
const longMs = 10_000

/** Names in a heartbeat. */
const shownAtOnce = 4

const words: Readonly<Record<string, string>> = {
  create: 'created',
  'create-replacement': 'created anew',
  update: 'updated',
  delete: 'deleted',
  'delete-replaced': 'deleted (replaced)',
}

interface Step {
  readonly type: string
  readonly name: string
  readonly startedMs: number
}

export interface Progress {
  /** @returns lines worth telling */
  observe(event: EngineEvent, atMs: number): readonly string[]
  /** What is being waited for; undefined when nothing is. */
  heartbeat(atMs: number): string | undefined
  /** Whether a resource of this type is being worked on. */
  isWorkingOn(type: string): boolean
  /** Names of the resources that were finished, failed, or cut off, for the account of a failure. */
  account(): { readonly done: number; readonly failed: readonly string[]; readonly cutOff: readonly string[] }
}

/**
 * Follows an update by the engine's events.
 * @param total resources that are going to be touched
 * @param longestMs how long a resource of a type takes at most when nothing is wrong, where that is known
 */
export function followProgress(total: number, longestMs: Readonly<Record<string, number>> = {}): Progress {
  const working = new Map<string, Step>()
  const failed: string[] = []
  let done = 0
  const label = ({ type, name }: Step) => `${type.split(':').at(-1)} ${name}`

  function finish({ urn, op }: StepEventMetadata, atMs: number, isFailure: boolean): readonly string[] {
    const step = working.get(urn)
    if (step === undefined) return []
    working.delete(urn)
    const ms = atMs - step.startedMs
    if (isFailure) {
      failed.push(label(step))
      return [`${label(step)} FAILED after ${seconds(ms)}`]
    }
    // The old one of a replacement is not another resource.
    if (op !== 'delete-replaced') done += 1
    return ms >= longMs ? [`${label(step)} ${words[op]} in ${seconds(ms)}`] : []
  }

  return {
    observe({ resourcePreEvent, resOutputsEvent, resOpFailedEvent }, atMs) {
      if (resourcePreEvent) {
        const { op, urn, type } = resourcePreEvent.metadata
        if (isCreated(type) && words[op] !== undefined)
          working.set(urn, { type, name: urn.split('::').at(-1) ?? urn, startedMs: atMs })
        return []
      }
      if (resOutputsEvent) return finish(resOutputsEvent.metadata, atMs, false)
      if (resOpFailedEvent) return finish(resOpFailedEvent.metadata, atMs, true)
      return []
    },
    heartbeat(atMs) {
      const longest = [...working.values()].toSorted((a, b) => a.startedMs - b.startedMs)
      if (longest.length === 0) return undefined
      const names = longest.slice(0, shownAtOnce).map((step) => {
        const limitMs = longestMs[step.type]
        const limit = limitMs === undefined ? '' : ` of at most ${clock(limitMs)}`
        return `${label(step)} (${clock(atMs - step.startedMs)}${limit})`
      })
      const more = longest.length > shownAtOnce ? ` and ${longest.length - shownAtOnce} more` : ''
      return `${done} of ${total} done; at work on ${names.join(', ')}${more}`
    },
    isWorkingOn: (type) => [...working.values()].some((step) => step.type === type),
    account: () => ({ done, failed, cutOff: [...working.values()].map(label) }),
  }
}

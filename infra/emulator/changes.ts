import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

/** What an operation does (or, in a preview, would do) to one resource. */
export interface Change {
  readonly operation: 'create' | 'update' | 'replace' | 'delete'
  /** e.g. aws:ecs/service:Service */
  readonly type: string
  /** The resource's name in the program. */
  readonly name: string
  /** Top-level properties that differ, for updates and replacements. */
  readonly properties: readonly string[]
}

const isOperation = (text: string): text is Change['operation'] =>
  ['create', 'update', 'replace', 'delete'].includes(text)

/**
 * The changes that Pulumi's events tell of. A replacement is one change: of its three steps only the logical one counts.
 */
export function changesIn(events: readonly EngineEvent[]): Change[] {
  return events.flatMap(({ resourcePreEvent }) => {
    if (!resourcePreEvent) return []
    const { op, type, urn, diffs = [], keys = [] } = resourcePreEvent.metadata
    if (!isOperation(op)) return []
    const properties = [...new Set([...diffs, ...keys])].toSorted()
    return [{ operation: op, type, name: urn.split('::').slice(3).join('::'), properties }]
  })
}

/** One line for each change, sorted: what a test compares. */
export const summary = (changes: readonly Change[]): string[] =>
  changes
    .map(({ operation, type, name, properties }) => {
      const what = properties.length > 0 && operation !== 'create' ? `: ${properties.join(', ')}` : ''
      return `${operation} ${type.split(':').at(-1)} ${name}${what}`
    })
    .toSorted()

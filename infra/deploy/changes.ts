import type { EngineEvent, StepEventMetadata } from '@pulumi/pulumi/automation/index.js'

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

const changeOf = ({ op, type, urn, diffs = [], keys = [] }: StepEventMetadata): Change[] =>
  isOperation(op)
    ? [
        {
          operation: op,
          type,
          name: urn.split('::').slice(3).join('::'),
          properties: [...new Set([...diffs, ...keys])].toSorted(),
        },
      ]
    : []

/** The changes that Pulumi's events tell of. Of the three steps of a replacement only the logical one counts. */
export const changesIn = (events: readonly EngineEvent[]): Change[] =>
  events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? changeOf(resourcePreEvent.metadata) : []))

/** What a refresh found different: it is known only after the step, which before is called "refresh" in each case. */
export const driftIn = (events: readonly EngineEvent[]): Change[] =>
  events.flatMap(({ resOutputsEvent }) => (resOutputsEvent ? changeOf(resOutputsEvent.metadata) : []))

/** One line for each change, sorted: what a test compares. */
export const summary = (changes: readonly Change[]): string[] =>
  changes
    .map(({ operation, type, name, properties }) => {
      const what = properties.length > 0 && operation !== 'create' ? `: ${properties.join(', ')}` : ''
      return `${operation} ${type.split(':').at(-1)} ${name}${what}`
    })
    .toSorted()

/** Whether a provider creates resources of this type: not a component, which only groups, nor the stack. */
export const isCreated = (type: string): boolean => !/^(mpla|pulumi):/.test(type)

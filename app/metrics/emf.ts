import { observationsSince } from './observations.ts'
import { combinationsOf, type PublishedMetric, type Unit } from './published.ts'
import { increases, type Labels, matching, type Snapshot, total } from './snapshot.ts'

/** The namespace of everything we publish. */
const namespace = 'MPLA'

/** Of the embedded metric format's specification, but for the length of a line. */
export const emfLimits = {
  metrics: 100,
  values: 100,
  /** Docker's log driver cuts longer lines into several events, and half a document is none. */
  lineBytes: 16 * 1024,
} as const

/** One line in CloudWatch's embedded metric format: beside `_aws` a member for each metric and each dimension. */
export interface EmfDocument {
  readonly _aws: {
    /** Milliseconds since 1970. */
    readonly Timestamp: number
    readonly CloudWatchMetrics: readonly [
      {
        readonly Namespace: string
        readonly Dimensions: readonly (readonly string[])[]
        readonly Metrics: readonly { readonly Name: string; readonly Unit: Unit }[]
      },
    ]
  }
  readonly [member: string]: unknown
}

export interface EmfOptions {
  /** What to publish. */
  readonly metrics: readonly PublishedMetric[]
  /** Value of the dimension `service`, the same for all processes of an installation. */
  readonly service: string
  /** The providers that are configured; others are not published. */
  readonly providers: readonly string[]
  /** Milliseconds since 1970. */
  readonly at: number
}

interface Entry {
  readonly name: string
  readonly unit: Unit
  readonly value: number | readonly number[]
}

/**
 * What has happened between two readings of the registry, as documents that CloudWatch makes metrics of. The sum of a
 * counter over all documents is its value. A counter that has not moved is there as 0, so that an alarm can tell
 * "nothing happened" from "nobody reports". Only names and dimension values of the table get out, never another label.
 * @param previous empty for the first reading of a process: everything counted since its start is new
 */
export function emfDocuments(previous: Snapshot, current: Snapshot, options: EmfOptions): EmfDocument[] {
  const groups = new Map<string, { labels: Labels; entries: Entry[] }>()
  for (const metric of options.metrics) {
    for (const labels of combinationsOf(metric, options.providers)) {
      const key = JSON.stringify(labels)
      const group = groups.get(key) ?? { labels, entries: [] }
      groups.set(key, group)
      group.entries.push(...entriesOf(metric, labels, previous, current))
    }
  }
  return [...groups.values()].flatMap(({ labels, entries }) =>
    packed(entries, { service: options.service, ...labels }, options.at),
  )
}

function entriesOf({ name, type, unit }: PublishedMetric, labels: Labels, previous: Snapshot, current: Snapshot) {
  const entry = (value: number | readonly number[]): Entry => ({ name, unit, value })
  switch (type) {
    case 'counter':
      // Not even registered: then it is no counter of this process, and 0 would be a lie.
      return current.has(name) ? [entry(total(increases(previous, current, name, labels)))] : []
    case 'gauge': {
      const values = matching(current, name, labels)
        .map(({ value }) => value)
        .filter(Number.isFinite)
      return values.length > 0 ? [entry(Math.max(...values))] : []
    }
    case 'histogram': {
      const values = observationsSince(previous, current, name, labels)
      const lines = Math.ceil(values.length / emfLimits.values)
      return Array.from({ length: lines }, (_, line) =>
        entry(values.slice(line * emfLimits.values, (line + 1) * emfLimits.values)),
      )
    }
  }
}

/** Puts entries into as few documents as the limits allow; a name is in a document once. */
function packed(entries: readonly Entry[], dimensions: Labels, at: number): EmfDocument[] {
  const documents: Entry[][] = []
  for (const entry of entries) {
    const fitting = documents.find((document) => {
      if (document.length >= emfLimits.metrics || document.some(({ name }) => name === entry.name)) return false
      return bytesOf(documentOf([...document, entry], dimensions, at)) <= emfLimits.lineBytes - roomForLogger
    })
    if (fitting === undefined) documents.push([entry])
    else fitting.push(entry)
  }
  return documents.map((document) => documentOf(document, dimensions, at))
}

/** The logger adds a level and a time to the line. */
const roomForLogger = 256

const bytesOf = (document: EmfDocument) => Buffer.byteLength(JSON.stringify(document))

const documentOf = (entries: readonly Entry[], dimensions: Labels, at: number): EmfDocument => ({
  _aws: {
    Timestamp: at,
    CloudWatchMetrics: [
      {
        Namespace: namespace,
        Dimensions: [Object.keys(dimensions)],
        Metrics: entries.map(({ name, unit }) => ({ Name: name, Unit: unit })),
      },
    ],
  },
  ...dimensions,
  ...Object.fromEntries(entries.map(({ name, value }) => [name, value])),
})

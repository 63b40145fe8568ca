import type { MetricObjectWithValues, MetricValue, MetricValueWithName, Registry } from 'prom-client'

export type Labels = Readonly<Record<string, string>>

export interface Sample {
  readonly labels: Labels
  readonly value: number
}

/** The samples of every series of a registry at one moment, by name; a histogram is three series, as in Prometheus. */
export type Snapshot = ReadonlyMap<string, readonly Sample[]>

export const emptySnapshot: Snapshot = new Map()

/** Reads a registry. Gauges are collected by it. @throws whatever a collector throws that is not one of ours */
export async function readSnapshot(registry: Registry): Promise<Snapshot> {
  const snapshot = new Map<string, Sample[]>()
  // Wider: the values of a histogram come with a name, which the registry's own type leaves out.
  const metrics: MetricObjectWithValues<MetricValue<string> & Partial<MetricValueWithName<string>>>[] =
    await registry.getMetricsAsJSON()
  for (const { name, values } of metrics) {
    if (!snapshot.has(name)) snapshot.set(name, [])
    // Copied, because prom-client goes on counting in these very objects.
    for (const { metricName = name, labels, value } of values) {
      const sample = { labels: Object.fromEntries(Object.entries(labels).map(([k, v]) => [k, String(v)])), value }
      snapshot.set(metricName, [...(snapshot.get(metricName) ?? []), sample])
    }
  }
  return snapshot
}

/** The samples of a series that carry these labels, whatever else they carry. */
export const matching = (snapshot: Snapshot, name: string, wanted: Labels): Sample[] =>
  (snapshot.get(name) ?? []).filter(({ labels }) =>
    Object.entries(wanted).every(([label, value]) => labels[label] === value),
  )

const keyOf = (labels: Labels) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))

/**
 * By how much each of these samples has grown. One that is smaller than before was reset, as by a restart: then all of
 * it is new.
 */
export function increases(previous: Snapshot, current: Snapshot, name: string, wanted: Labels): Sample[] {
  const before = new Map(matching(previous, name, wanted).map(({ labels, value }) => [keyOf(labels), value]))
  return matching(current, name, wanted).map(({ labels, value }) => {
    const last = before.get(keyOf(labels)) ?? 0
    return { labels, value: value < last ? value : value - last }
  })
}

export const total = (samples: readonly Sample[]): number => samples.reduce((sum, { value }) => sum + value, 0)

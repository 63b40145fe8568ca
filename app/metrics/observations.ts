import { increases, type Labels, type Snapshot, total } from './snapshot.ts'

interface Bucket {
  readonly lower: number
  readonly upper: number
  readonly count: number
}

/** What a histogram has observed since `previous`, not cumulative. The last bucket has no width: nobody knows its end. */
function bucketsSince(previous: Snapshot, current: Snapshot, name: string, labels: Labels): Bucket[] {
  const counts = new Map<number, number>()
  for (const { labels: all, value } of increases(previous, current, `${name}_bucket`, labels)) {
    const bound = all['le'] === '+Inf' ? Number.POSITIVE_INFINITY : Number(all['le'])
    counts.set(bound, (counts.get(bound) ?? 0) + value)
  }
  const buckets: Bucket[] = []
  let [lower, below] = [0, 0]
  for (const [bound, count] of [...counts].sort(([a], [b]) => a - b)) {
    const upper = Number.isFinite(bound) ? bound : lower
    // Cumulative counts only grow; a reset between two labels' readings must not make one negative.
    buckets.push({ lower, upper, count: Math.max(0, count - below) })
    lower = upper
    below = Math.max(below, count)
  }
  return buckets
}

/**
 * One number for each observation that a histogram has made since `previous`. The histogram knows the bucket of each and
 * the sum of all: every number lies in its bucket, at the same share of each bucket's width, so that they add up to the
 * sum. Only observations beyond the last bound are told too low, as that bound.
 *
 * Dropped: an object with `Values` and `Counts`, which AWS's own exporters write but the format's specification does not
 * know.
 */
export function observationsSince(previous: Snapshot, current: Snapshot, name: string, labels: Labels): number[] {
  const buckets = bucketsSince(previous, current, name, labels)
  const sum = total(increases(previous, current, `${name}_sum`, labels))
  const least = buckets.reduce((all, { lower, count }) => all + lower * count, 0)
  const room = buckets.reduce((all, { lower, upper, count }) => all + (upper - lower) * count, 0)
  const share = room > 0 ? Math.min(1, Math.max(0, (sum - least) / room)) : 0
  return buckets.flatMap(({ lower, upper, count }) =>
    Array.from({ length: count }, () => Number((lower + share * (upper - lower)).toPrecision(6))),
  )
}

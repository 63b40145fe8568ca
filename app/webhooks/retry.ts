const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** Waits between attempts, as the specification of Standard Webhooks suggests them: about 17 hours in all. */
export const waitsMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour] as const

/**
 * How long to wait after an attempt that failed; null: that was the last one.
 * @param number of the attempt, from 1 @param random 0..1; up to a tenth more, so that many do not come back at once
 */
export function waitAfter(number: number, random: number): number | null {
  const wait = waitsMs[number - 1]
  return wait === undefined ? null : Math.round(wait * (1 + random / 10))
}

import { Gauge } from 'prom-client'
import type { Metrics } from '../plugins/metrics.ts'

const dayMs = 86_400_000

/**
 * Adds how old the oldest secret is. Without a moment the gauge stays without a value.
 * @param rotatedAt when that secret got its value, RFC 3339
 * @param now in ms since the epoch
 */
export function addSecretAge(
  { registry }: Pick<Metrics, 'registry'>,
  rotatedAt: string | undefined,
  now: () => number = Date.now,
): void {
  new Gauge({
    registers: [registry],
    name: 'mpla_secret_age_days',
    help: 'Age of the oldest secret, in days, where MPLA_ROTATED_AT says when it got its value',
    collect() {
      if (rotatedAt === undefined) this.remove()
      else this.set((now() - Date.parse(rotatedAt)) / dayMs)
    },
  })
}

import { addLookedUpMetrics } from '../../app/metrics/looked-up.ts'
import { combinationsOf, publishedMetrics, unpublished } from '../../app/metrics/published.ts'
import { createMetrics } from '../../app/plugins/metrics.ts'
import type { Database } from '../../app/storage/database.ts'
import { prices } from '../../infra/plan/prices.ts'
import { tableOf } from './tables.ts'

const metricUsd = prices.customMetric

/** How many custom metrics CloudWatch counts for one service. */
export const combinations = (providers: readonly string[]) =>
  publishedMetrics.reduce((sum, metric) => sum + combinationsOf(metric, providers).length, 0)

/** Every metric of the server's registry. Nothing is read, so there need be no database. */
function registeredMetrics() {
  const metrics = createMetrics()
  const database = { provider: 'sqlite', folder: '/data' } as Database // only asked when metrics are read
  addLookedUpMetrics(metrics, { database, pingDatabase: async () => {}, log: { warn: () => {} } })
  return metrics.registry.getMetricsAsArray().map(({ name, help, ...rest }) => {
    const { type, labelNames } = rest as unknown as { type: string; labelNames: string[] } // not in the library's types
    return { name, help, type, labelNames }
  })
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')

/** Markdown table of every metric that goes to CloudWatch, and what they cost. */
export function publishedTable(): string {
  const rows = publishedMetrics.map(({ name, unit, statistic, dimensions, from, purpose }) => [
    code([name]),
    unit,
    statistic,
    code(['service', ...dimensions]),
    from === 'migrate' ? '`migrate`, when it ends' : 'the server, every minute',
    purpose,
  ])
  const [one, two] = [combinations(['openai']), combinations(['openai', 'gemini'])]
  const price = (count: number) => `${count} × ${metricUsd.toFixed(2)} = ${(count * metricUsd).toFixed(2)} USD a month`
  return `${tableOf(['metric', 'unit', 'statistic', 'dimensions', 'from', 'what it is for'], rows)}

With one provider: ${price(one)}. With both: ${price(two)}.`
}

/** Markdown table of every metric of the server. */
export function registeredTable(): string {
  const published = new Set(publishedMetrics.map(({ name }) => name))
  const rows = registeredMetrics().map(({ name, help, type, labelNames }) => [
    code([name]),
    type,
    code(labelNames),
    help,
    published.has(name) ? 'yes' : `no: ${unpublished[name]}`,
  ])
  if (rows.length === 0) throw new Error('expected metrics in the registry, found none')
  return tableOf(['metric', 'type', 'labels', 'what', 'in CloudWatch'], rows)
}

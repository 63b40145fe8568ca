import { expect, test } from 'vitest'
import { combinationsOf, publishedMetrics } from '../../../app/metrics/published.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { alarms } from './alarms.ts'
import type { Metric } from './signal.ts'
import { unwatchedMetrics } from './unwatched-metrics.ts'

const watched: readonly (readonly [string, Metric])[] = alarms.flatMap(({ id, signal }) => {
  const made = signal(settingsOf('prod'))
  const metrics = 'metric' in made ? [made.metric] : 'expression' in made ? Object.values(made.metrics) : []
  return metrics.filter(({ scope }) => scope === 'application').map((metric) => [id, metric] as const)
})

test('every published metric is watched by an alarm, or it is said what it is for; never both', () => {
  const names = new Set(watched.map(([, { name }]) => name))
  expect(names.size).toBeGreaterThan(5)
  expect([...names, ...Object.keys(unwatchedMetrics)].toSorted()).toEqual(
    publishedMetrics.map(({ name }) => name).toSorted(),
  )
})

test('every alarm that is named as the one to look at exists', () => {
  const named = Object.values(unwatchedMetrics).flatMap((reason) => reason.match(/\b[a-z]+(-[a-z]+)+\b/g) ?? [])
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((id) => !alarms.some((alarm) => alarm.id === id))).toEqual([])
})

test.each(watched)(
  '%s looks its metric up as it is published',
  (_, { namespace, name, dimensions = {}, statistic }) => {
    const row = publishedMetrics.find((metric) => metric.name === name)
    if (!row) throw new Error(`Expected ${name} in app/metrics/published.ts`)
    expect(namespace).toBe('MPLA')
    expect(combinationsOf(row, ['openai', 'gemini'])).toContainEqual(dimensions)
    // How many reports there were means the same of every metric.
    if (statistic !== 'SampleCount') expect(statistic).toBe(row.statistic)
  },
)

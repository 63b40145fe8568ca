import { expect, test } from 'vitest'
import { recordStack } from '../../test-support/mocks.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { alarms, alarmsOf } from './alarms.ts'
import { awsMetrics } from './aws-metrics.ts'
import { requiredAlarms, unwatched } from './coverage.ts'
import type { Metric } from './signal.ts'

// One after the other: the SDK keeps one configuration per process.
const everything = {
  webFirewall: 'true',
  accessLogs: 'true',
  volumeOverview: 'true',
  busyHours: '08:00-18:00',
  spot: 'true',
  exec: 'true',
  database: 'postgres',
  maxTasks: '3',
  domain: 'mpla.example.com',
  githubRepository: 'example/mpla',
}
const stacks = [
  { stack: 'prod', what: 'as it is', settings: {}, recording: await recordStack('prod') },
  { stack: 'dev', what: 'as it is', settings: {}, recording: await recordStack('dev') },
  {
    stack: 'dev',
    what: 'with all that can be switched on',
    settings: everything,
    recording: await recordStack('dev', { ...everything, image: undefined }),
  },
]

test.each(stacks)('$stack $what: each resource has the alarms that its type must have', (each) => {
  const { stack, settings, recording } = each
  const types = new Set(recording.resources.filter(({ isCustom }) => isCustom).map(({ type }) => type))
  expect(types.size).toBeGreaterThan(30)
  const unknown = [...types].filter((type) => !(type in requiredAlarms) && !(type in unwatched))
  expect(unknown, 'add an alarm or a reason to infra/plan/alarms/coverage.ts').toEqual([])
  const there = alarmsOf(settingsOf(stack, settings)).map(({ id }) => id)
  const missing = [...types].flatMap((type) => (requiredAlarms[type] ?? []).filter((id) => !there.includes(id)))
  expect(missing).toEqual([])
})

test('the table names alarms that exist, and no type twice', () => {
  const required = Object.values(requiredAlarms).flat()
  const ids = alarms.map(({ id }) => id)
  expect(required.filter((id) => !ids.includes(id))).toEqual([])
  expect(Object.keys(requiredAlarms).filter((type) => type in unwatched)).toEqual([])
})

const watched: readonly (readonly [string, Metric])[] = alarms.flatMap(({ id, signal }) => {
  const made = signal(settingsOf('prod'))
  const metrics = 'metric' in made ? [made.metric] : 'expression' in made ? Object.values(made.metrics) : []
  return metrics.filter(({ namespace }) => namespace !== 'MPLA').map((metric) => [id, metric] as const)
})

test('every metric of AWS that an alarm watches is one that AWS writes', () => {
  expect(watched.length).toBeGreaterThan(20)
  const invented = watched.filter(([, { namespace, name }]) => awsMetrics[namespace]?.[name] === undefined)
  expect(invented.map(([id, { namespace, name }]) => `${id}: ${namespace} ${name}`)).toEqual([])
})

/** Dimensions by which each scope tells its resource; the alarms in CloudWatch have exactly these. */
const metricAlarms = stacks.flatMap(({ recording }) =>
  recording.resources.filter(({ type }) => type === 'aws:cloudwatch/metricAlarm:MetricAlarm'),
)

test('every alarm in CloudWatch looks a metric up by the dimensions that it has there', () => {
  const lookups = metricAlarms.flatMap(({ name, inputs }) => {
    const queries = Array.isArray(inputs['metricQueries']) ? inputs['metricQueries'] : [{ metric: inputs }]
    return queries.flatMap(({ metric }: { metric?: Readonly<Record<string, unknown>> }) =>
      metric
        ? [
            {
              name,
              namespace: String(metric['namespace']),
              metric: String(metric['metricName']),
              dimensions: Object.keys(metric['dimensions'] ?? {}).toSorted(),
            },
          ]
        : [],
    )
  })
  const ofAws = lookups.filter(({ namespace }) => namespace in awsMetrics)
  expect(ofAws.length).toBeGreaterThan(40)
  expect(
    ofAws.filter(
      ({ namespace, metric, dimensions }) => String(awsMetrics[namespace]?.[metric]?.toSorted()) !== String(dimensions),
    ),
  ).toEqual([])
})

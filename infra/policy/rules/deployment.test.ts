import { resource, testRules } from '../../test-support/policy-cases.ts'
import { taskDefinition } from '../containers.ts'
import { deploymentRules } from './deployment.ts'

const taskWith = (databaseUrl: string) =>
  resource(taskDefinition, {
    containerDefinitions: JSON.stringify([
      { name: 'app', environment: [{ name: 'DATABASE_URL', value: databaseUrl }] },
    ]),
  })
const sqlite = taskWith('file:/data/mpla.db')
const service = (inputs: object, task = sqlite) =>
  resource('aws:ecs/service:Service', { ...inputs }, { madeFrom: { taskDefinition: [task] } })
const guarded = {
  deploymentCircuitBreaker: { enable: true, rollback: true },
  alarms: { enable: true, rollback: true, alarmNames: ['errors'] },
  waitForSteadyState: true,
}
const target = (minCapacity: number, maxCapacity: number, of = service({})) =>
  resource('aws:appautoscaling/target:Target', { minCapacity, maxCapacity }, { madeFrom: { resourceId: [of] } })
const cluster = (value: string | undefined, kind: string) =>
  resource('aws:ecs/cluster:Cluster', {
    tags: { kind },
    settings: value === undefined ? undefined : [{ name: 'containerInsights', value }],
  })

testRules(deploymentRules, {
  'circuit-breaker': {
    right: [[service(guarded)]],
    wrong: [
      [
        [
          'deploymentCircuitBreaker.enable is not set, expected true',
          'deploymentCircuitBreaker.rollback is not set, expected true',
        ],
        service({ ...guarded, deploymentCircuitBreaker: undefined }),
      ],
      [
        ['alarms.rollback is false, expected true', 'alarms.alarmNames is empty'],
        service({ ...guarded, alarms: { enable: true, rollback: false, alarmNames: [] } }),
      ],
      [['waitForSteadyState is false, expected true'], service({ ...guarded, waitForSteadyState: false })],
    ],
  },
  'latest-platform': {
    right: [[service({})], [service({ platformVersion: 'LATEST' })]],
    wrong: [[['platformVersion is "1.3.0", expected "LATEST"'], service({ platformVersion: '1.3.0' })]],
  },
  'exec-closed-in-prod': {
    right: [[service({ tags: { kind: 'prod' } })], [service({ tags: { kind: 'dev' }, enableExecuteCommand: true })]],
    wrong: [[['enableExecuteCommand is true'], service({ tags: { kind: 'prod' }, enableExecuteCommand: true })]],
  },
  'single-writer': {
    right: [
      [service({ deploymentMaximumPercent: 100 }), sqlite, target(1, 1)],
      [service({ deploymentMaximumPercent: 200 }, taskWith('')), taskWith(''), target(1, 3)],
    ],
    wrong: [
      [
        ['deploymentMaximumPercent is 200, expected 100'],
        service({ deploymentMaximumPercent: 200 }),
        sqlite,
        target(1, 1),
      ],
      [['maxCapacity is 3, expected 1'], service({ deploymentMaximumPercent: 100 }), sqlite, target(1, 3)],
    ],
  },
  'scaling-bounded': {
    right: [[target(1, 3)], [target(2, 2)]],
    wrong: [
      [['it keeps between 0 and 3 tasks'], target(0, 3)],
      [['it keeps between 1 and 10 tasks'], target(1, 10)],
      [['it keeps between 3 and 2 tasks'], target(3, 2)],
    ],
  },
  'container-insights-in-prod': {
    right: [[cluster('enhanced', 'prod')], [cluster('enabled', 'prod')], [cluster('disabled', 'dev')]],
    wrong: [
      [['containerInsights is off'], cluster('disabled', 'prod')],
      [['containerInsights is off'], cluster(undefined, 'prod')],
    ],
  },
})

import { expect, test } from 'vitest'
import { averageTasks, costItems, totalUsd } from './cost.ts'

const settings = {
  kind: 'prod',
  minTasks: 1,
  maxTasks: 3,
  cpu: 512,
  memory: 1024,
  architecture: 'arm64',
  spot: false,
  busyHours: undefined,
  busyTasks: 2,
  busyDays: 'MON-FRI',
  egress: 'nat-single',
} as const
const planned = (type: string, inputs: Record<string, unknown> = {}) => ({ type, name: 'x', group: 'X', inputs })
const cents = (amount: number) => Math.round(amount * 100) / 100

test('a quarter of what autoscaling may add runs on average', () => {
  expect(averageTasks({ ...settings, minTasks: 1, maxTasks: 3 })).toBe(1.5)
  expect(averageTasks({ ...settings, minTasks: 2, maxTasks: 2 })).toBe(2)
})

test('busy hours raise the average by their share of the week', () => {
  const busy = { ...settings, busyHours: '08:00-18:00' }
  // 50 of 168 hours have a minimum of 2; a quarter of what is left up to 3 comes on top.
  expect(averageTasks(busy)).toBeCloseTo(1 + 50 / 168 + (2 - 50 / 168) / 4)
})

test('prices tasks by their size, and their addresses where they are public', () => {
  const service = [planned('aws:ecs/service:Service')]
  // 1.5 × (0.5 × 0.03238 + 1 × 0.00356) × 730
  expect(cents(totalUsd(costItems(service, settings)))).toBe(21.63)
  expect(cents(totalUsd(costItems(service, { ...settings, egress: 'public' })))).toBe(cents(21.626 + 1.5 * 3.65))
})

test('spare capacity costs less, addresses do not', () => {
  const service = [planned('aws:ecs/service:Service')]
  const items = costItems(service, { ...settings, kind: 'dev', spot: true, egress: 'public' })
  expect(items.map(({ what, monthlyUsd }) => [what, cents(monthlyUsd)])).toEqual([
    ['Fargate Spot: 1.5 tasks on average of 512 units, 1024 MiB, arm64', 8.65],
    ['Tasks: public addresses, 1.5', 5.48],
  ])
})

test('a standby doubles the instance and its storage, not its backups', () => {
  const instance = (multiAz: boolean) =>
    totalUsd(
      costItems(
        [planned('aws:rds/instance:Instance', { instanceClass: 'db.t4g.micro', allocatedStorage: 20, multiAz })],
        settings,
      ),
    )
  const backup = 5 * 0.095
  expect(cents(instance(false) - backup)).toBe(13.98)
  expect(cents(instance(true) - backup)).toBe(27.96)
})

test('an instance class without a price makes the sum unknown instead of too low', () => {
  const items = costItems(
    [planned('aws:rds/instance:Instance', { instanceClass: 'db.x2g.large', allocatedStorage: 20 })],
    settings,
  )
  expect(totalUsd(items)).toBeNaN()
})

test('adds equal items up and puts the dearest first', () => {
  const secrets = Array.from({ length: 3 }, () => planned('aws:secretsmanager/secret:Secret'))
  expect(
    costItems([...secrets, planned('aws:ec2/natGateway:NatGateway')], settings).map(({ what, monthlyUsd }) => [
      what,
      monthlyUsd,
    ]),
  ).toEqual([
    ['NAT gateway', expect.closeTo(32.85)],
    ['Secret (3)', expect.closeTo(1.2)],
    ['NAT gateway: 5 GiB', expect.closeTo(0.225)],
  ])
})

test('an alarm costs per metric it watches', () => {
  const queries = [{ expression: 'a / b' }, { metric: {} }, { metric: {} }]
  expect(
    totalUsd(
      costItems([planned('aws:cloudwatch/metricAlarm:MetricAlarm', { name: 'x', metricQueries: queries })], settings),
    ),
  ).toBeCloseTo(0.2)
})

test('a web firewall costs by itself, by its rules and by requests', () => {
  const acl = [planned('aws:wafv2/webAcl:WebAcl', { rules: [{}, {}, {}, {}] })]
  expect(costItems(acl, settings).map(({ what, monthlyUsd }) => [what, cents(monthlyUsd)])).toEqual([
    ['Web firewall: 4 rules', 9],
    ['Web firewall: 1 million requests', 0.6],
  ])
})

test('access logs cost little: what is kept, and the files of the load balancer’s nodes', () => {
  expect(costItems([planned('aws:s3/bucket:Bucket')], settings)).toEqual([
    { what: 'Access logs: 3 GiB kept, 17520 files a month', monthlyUsd: expect.closeTo(0.069 + 0.0876) },
  ])
})

test('a resource type without a price is refused', () => {
  expect(() => costItems([planned('aws:sqs/queue:Queue')], settings)).toThrow(
    /aws:sqs\/queue:Queue.*infra\/plan\/cost\.ts/,
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConfigSchema, secretNames } from '../app/config.ts'
import { costItems } from './plan/cost.ts'
import { longestPhysicalName, nameLimits } from './plan/names.ts'
import { readSettings } from './plan/read-settings.ts'
import { plannedResources } from './plan-stack.ts'
import { violationsOf } from './policy/rule.ts'
import { rules } from './policy/rules.ts'
import type { Recording } from './recorder.ts'
import { containersOf } from './test-support/graph.ts'
import { recordStack, secretValues } from './test-support/mocks.ts'
import { rightByThemselves, stackName } from './test-support/random-settings.ts'
import { leastProd, sourceOf, tryRead } from './test-support/settings.ts'

const prod = await recordStack('prod')
const dev = await recordStack('dev')
const sqlite = await recordStack('prod', { database: 'sqlite', maxTasks: '1' })
const perZone = await recordStack('prod', { egress: 'nat-per-az', minTasks: '2', multiAz: 'true' })
const built = await recordStack('prod', { image: undefined })
const github = await recordStack('dev', {
  githubRepository: 'example/mpla',
  stateBucket: 'example-state',
  database: 'postgres',
  domain: 'mpla.example.com',
})
const pull = await recordStack('pr-123456', {
  database: 'postgres',
  domain: 'pr.example.com',
  openaiBaseUrl: 'http://10.0.0.9:11434/v1',
})
const switchedOn = await recordStack('dev-all', {
  accessLogs: 'true',
  webFirewall: 'true',
  spot: 'true',
  exec: 'true',
  database: 'postgres',
  maxTasks: '3',
  busyHours: '08:00-18:00',
})
const stacks = { prod, dev, sqlite, perZone, built, github, pull, switchedOn }
const each = Object.entries(stacks).map(([title, recording]) => ({ title, recording }))
const custom = ({ resources }: Recording) => resources.filter(({ isCustom }) => isCustom)

test('the stacks are whole', () => {
  expect(each.map(({ title, recording }) => [title, custom(recording).length >= 50])).toEqual(
    each.map(({ title }) => [title, true]),
  )
})

test('nothing is created inside an apply: a first preview, which knows no outputs, shows every resource', async () => {
  const names = (recording: Recording) => recording.resources.map(({ type, name }) => `${type} ${name}`).toSorted()
  expect(names(await recordStack('prod', { image: undefined }, { preview: true }))).toEqual(names(built))
  expect(names(await recordStack('dev', {}, { preview: true }))).toEqual(names(dev))
})

test.each(each)(
  '$title: secret values are in Secrets Manager, marked as secrets, and nowhere else',
  ({ recording }) => {
    const password = recording.resources.find(
      ({ name, type }) => name.endsWith('-database-password-1') && type.endsWith(':SecretVersion'),
    )
    const values = [...Object.values(secretValues), ...(password ? [String(password.inputs['secretString'])] : [])]
    const holders = recording.resources.flatMap(({ type, inputs, secretInputs }) =>
      Object.entries(inputs).flatMap(([key, value]) =>
        values.some((secret) => JSON.stringify(value).includes(secret))
          ? [{ input: `${type} ${key}`, marked: secretInputs.includes(key) }]
          : [],
      ),
    )
    expect(holders.length).toBeGreaterThanOrEqual(Object.keys(secretValues).length)
    expect(holders.filter(({ marked }) => !marked)).toEqual([])
    expect(new Set(holders.map(({ input }) => input))).toEqual(
      new Set(['aws:secretsmanager/secretVersion:SecretVersion secretString']),
    )
    expect(values.filter((secret) => JSON.stringify(recording.outputs).includes(secret))).toEqual([])
  },
)

/** Names that occur twice, and names that are too long for AWS. */
function wrongNames(recording: Recording): string[] {
  const names = recording.resources.map(({ type, name }) => `${type} ${name}`)
  const limited = custom(recording).filter(({ type }) => type in nameLimits)
  expect(limited.length).toBeGreaterThan(10)
  const tooLong = limited.filter(({ type, name, inputs }) => {
    const own = inputs['name'] ?? inputs['identifier']
    return longestPhysicalName(name, typeof own === 'string' ? own : undefined) > (nameLimits[type] ?? 0)
  })
  return [...names.filter((name, index) => names.indexOf(name) !== index), ...tooLong.map(({ name }) => name)]
}

test.each(each)('$title: names are unique and within the limits of AWS', ({ recording }) => {
  expect(wrongNames(recording)).toEqual([])
})

const mandatoryRules = rules.filter(({ enforcement }) => enforcement === 'mandatory')

test('so are those of whatever else the settings allow; the program takes them all and breaks no rule of policy', async () => {
  const allowed = fc
    .tuple(stackName, rightByThemselves)
    .filter(([stack, plain]) => tryRead(sourceOf(stack, { ...leastProd, ...plain })).settings !== undefined)
  await fc.assert(
    fc.asyncProperty(allowed, async ([stack, plain]) => {
      // Exactly the settings that were found to be allowed: none of those that a recorded stack has otherwise.
      const settings = { hostedZone: undefined, ...leastProd, ...plain }
      const recording = await recordStack(stack, settings)
      expect(wrongNames(recording)).toEqual([])
      expect(violationsOf(mandatoryRules, recording.resources)).toEqual([])
    }),
    { numRuns: 6 },
  )
})

test('the longest stack name still fits', async () => {
  const { resources } = await recordStack('prod-eu-west-1x')
  const balancer = resources.find(({ type }) => type === 'aws:lb/loadBalancer:LoadBalancer')
  expect(longestPhysicalName(balancer?.name ?? '', undefined)).toBe(32)
})

test.each(each)('$title: the application knows every variable it is given, secret ones as secrets', ({ recording }) => {
  const containers = containersOf(recording)
  expect(containers.map(({ name }) => name)).toEqual(['migrate', 'app'])
  for (const { environment, secrets } of containers) {
    const plain = environment.map(({ name }) => name)
    const secret = secrets.map(({ name }) => name)
    expect([...plain, ...secret].filter((name) => !(name in ConfigSchema.properties))).toEqual([])
    expect(secret.filter((name) => !secretNames.some((known) => known === name))).toEqual([])
    // The path of SQLite is no secret; a DATABASE_URL with a password is one.
    const open = environment.filter(
      ({ name, value }) => secretNames.some((known) => known === name) && !value.startsWith('file:'),
    )
    expect(open).toEqual([])
    expect([...plain, ...secret]).toEqual(expect.arrayContaining(['HOST', 'PORT', 'DATABASE_URL', 'MPLA_ACCESS_TOKEN']))
    expect(plain.filter((name) => secret.includes(name))).toEqual([])
  }
})

test.each(each)('$title: every resource type has a price, or is known to be free', ({ title, recording }) => {
  const settings = readSettings(
    sourceOf(['dev', 'github', 'pull', 'switchedOn'].includes(title) ? 'dev' : 'prod', leastProd),
  )
  expect(costItems(plannedResources(recording.resources), settings).length).toBeGreaterThan(5)
})

test('wrong settings are refused before anything is registered', async () => {
  const failed = await recordStack('prod', { domain: undefined, cpu: '3' }).then(
    () => 'it was not refused',
    (error: Error) => error.message,
  )
  expect(failed).toMatch(/^2 settings of stack prod must be mended first/)
})

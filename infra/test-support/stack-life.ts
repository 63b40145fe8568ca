// What every stack goes through on an emulated AWS. Each function registers tests, which run in the order of the calls;
// what is special about one stack is in its own test file. What this cannot show is in infra/emulator/README.md.
// That an update lists exactly its own changes also shows that the one before it left nothing to change, so there are
// few previews in between: each takes seconds.
import { expect, test } from 'vitest'
import { summary } from '../deploy/changes.ts'
import { added, type Inventory, takeInventory } from '../emulator/inventory.ts'
import { searchFiles } from '../emulator/search-files.ts'
import { missingActions } from '../emulator/start-emulator.ts'
import { secretValues } from '../emulator/task-definition.ts'
import type { SecretKey } from '../plan/settings-table.ts'
import type { LivingStack } from './living-stack.ts'

export const firstImage = `registry.example.com/mpla@sha256:${'0'.repeat(64)}`
const secondImage = `registry.example.com/mpla@sha256:${'1'.repeat(64)}`

/** What changes when the containers do. */
const newDeployment = ({ prefix }: LivingStack): string[] => [
  `replace TaskDefinition ${prefix}-app: containerDefinitions`,
  `update Service ${prefix}-app: taskDefinition`,
]

export function comesUp(living: LivingStack): void {
  test('up creates everything and replaces nothing', async () => {
    await living.open()
    const changes = await living.stack().up()
    expect(changes.length).toBeGreaterThan(50)
    expect(changes.filter(({ operation }) => operation !== 'create')).toEqual([])
  })
  isSettled(living)
}

export function isSettled({ stack }: LivingStack): void {
  test('neither a preview nor a refresh shows a change', async () => {
    expect(summary(await stack().preview())).toEqual([])
    expect(summary(await stack().refresh())).toEqual([])
  })
}

export function keepsSecrets({ account, prefix, secrets, stack, outputs, containers }: LivingStack): void {
  test('containers get secrets by reference, and nothing that was written or shown holds one', async () => {
    const found = await containers()
    expect(found.map(({ name }) => name)).toEqual(['migrate', 'app'])
    for (const { name, environment, secrets: references } of found) {
      if (name !== 'migrate') expect(Object.keys(references).join()).not.toContain('ADMIN')
      expect(Object.keys(references)).toContain('MPLA_ACCESS_TOKEN')
      expect(environment['MPLA_ROTATED_AT'], 'the age of a secret is known').toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/)
      expect(Object.keys(environment).filter((variable) => variable in references)).toEqual([])
    }
    const values = await secretValues(account())
    expect(values).toEqual(expect.arrayContaining(Object.values(secrets)))
    expect(searchFiles(account().logDirectory, [prefix]), 'the search finds what is there').not.toEqual([])
    expect(searchFiles(account().logDirectory, values)).toEqual([])
    const readable = [stack().exportText(), JSON.stringify([await outputs(), found])].join('\n')
    expect(readable, 'the export is of this stack').toContain(`${prefix}-accessToken`)
    expect(values.filter((value) => readable.includes(value))).toEqual([])
  })
}

export function takesNewKey(living: LivingStack, key: SecretKey, variable: string): void {
  test(`another ${key} makes a new deployment that gets it, and changes nothing else`, async () => {
    const value = `another-${living.secrets[key]}`
    await living.set({ [key]: value })
    expect(summary(await living.stack().up())).toEqual(
      [`replace SecretVersion ${living.prefix}-${key}: secretString`, ...newDeployment(living)].toSorted(),
    )
    const app = (await living.containers()).find(({ name }) => name === 'app')
    expect(await secretValues(living.account(), [app?.secrets[variable] ?? ''])).toEqual([value])
  })
}

export function takesNewImage(living: LivingStack): void {
  test('another image makes a new deployment that runs it, and changes nothing else', async () => {
    await living.set({ image: secondImage })
    expect(summary(await living.stack().up())).toEqual(newDeployment(living))
    expect((await living.containers()).map(({ image }) => image)).toEqual([secondImage, secondImage])
    expect(await living.outputs()).toMatchObject({ image: secondImage })
  })
}

/** What changes with the database, when several tasks come or go with it. */
export const databaseChange = ({ prefix }: LivingStack, operation: 'create' | 'delete'): string[] =>
  [
    ...[
      'Database',
      'Instance database',
      'LogGroup database-postgresql',
      'LogGroup database-upgrade',
      ...['connections-high', 'cpu-high', 'credits-low', 'memory-low', 'storage-low'].map(
        (alarm) => `MetricAlarm database-${alarm}`,
      ),
      'ParameterGroup database',
      'Policy cpu',
      'Policy memory',
      'Policy requests',
      'Secret database-password-1',
      'Secret database-url',
      'SecretVersion database-password-1',
      'SecretVersion database-url',
      'SecurityGroup database',
      'SecurityGroupEgressRule app-to-database',
      'SecurityGroupIngressRule database-from-app',
      'StoredSecret database-password-1',
      'StoredSecret database-url',
      'SubnetGroup database',
    ].map((each) => {
      const [type, name] = each.split(' ')
      return `${operation} ${type} ${name === undefined ? prefix : `${prefix}-${name}`}`
    }),
    `replace Selection ${prefix}-backups: resources`,
    `update Budget ${prefix}-cost: limitAmount`,
    `update MetricAlarm ${prefix}-backup-missing: metricQueries`,
    `replace TaskDefinition ${prefix}-app: containerDefinitions`,
    `update RolePolicy ${prefix}-execution: policy`,
    `update Service ${prefix}-app: availabilityZoneRebalancing, deploymentMaximumPercent, deploymentMinimumHealthyPercent, taskDefinition`,
    `update Target ${prefix}-tasks: maxCapacity`,
  ].toSorted()

type Settings = Readonly<Record<string, string | undefined>>

/** @param expected the lines of exactly what changes; it stays changed */
export function changes(living: LivingStack, what: string, settings: Settings, expected: readonly unknown[]): void {
  test(what, async () => {
    await living.set(settings)
    expect(summary(await living.stack().up())).toEqual(expected)
  })
}

/** @param message of the refusal, by a preview and by an up without one */
export function refuses(
  { account, stack, during }: LivingStack,
  what: string,
  settings: Settings,
  message: RegExp,
): void {
  test(what, async () => {
    const before = await takeInventory(account())
    await during(settings, async () => {
      await expect(stack().preview()).rejects.toThrow(message)
      await expect(stack().up()).rejects.toThrow(message)
    })
    expect(await takeInventory(account())).toEqual(before)
  })
}

/** @param remains lines of what stays in the account for good, beside what was there `before` the stack */
export function isDestroyed({ account, stack }: LivingStack, before: () => Inventory, remains: unknown[] = []): void {
  test('destroy takes everything that is its own, and nothing else', async () => {
    await stack().destroy()
    expect(await stack().resourceTypes()).toEqual([])
    const after = await takeInventory(account())
    expect(added(before(), after), 'what it left behind').toEqual(remains)
    expect(added(after, before()), 'what it took of others').toEqual([])
    expect(missingActions(account())).toEqual([])
  })
}

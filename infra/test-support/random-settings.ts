import fc from 'fast-check'
import type { Setting } from '../plan/setting.ts'
import { type SettingKey, settingsTable } from '../plan/settings-table.ts'
import { memorySizes } from '../plan/task-sizes.ts'

const hosts = fc.constantFrom('mpla.example.com', 'a.b.example.com', 'x-1.example.org', 'example.com')
const byKey: Partial<Record<SettingKey, fc.Arbitrary<string>>> = {
  domain: hosts,
  hostedZone: fc.constantFrom('example.com', 'example.org'),
  image: fc.constant(`registry.example.com/mpla@sha256:${'c3'.repeat(32)}`),
  minTasks: fc.constantFrom('1', '2', '3'),
  maxTasks: fc.constantFrom('1', '2', '3'),
  databaseStorage: fc.integer({ min: 20, max: 1000 }).map(String),
  databaseLogin: fc.constantFrom('1', '20261123', 'abcdefghijklmnopqrst'),
  volumePath: fc.constantFrom('/data', '/aws-backup-restore_2026-11-23T05-10-11-123Z/data'),
  backupDays: fc.integer({ min: 1, max: 35 }).map(String),
  secretMaxDays: fc.integer({ min: 1, max: 3650 }).map(String),
  requestsPerTask: fc.integer({ min: 60, max: 100_000 }).map(String),
  budgetUsd: fc.integer({ min: 1, max: 1_000_000 }).map(String),
  spendPerHourUsd: fc.integer({ min: 1, max: 100_000 }).map(String),
  githubRepository: fc.constantFrom('example/mpla', 'example@9919/mpla@123456789'),
  requestsPerAddress: fc.integer({ min: 100, max: 1_000_000 }).map(String),
  scaleOutCooldown: fc.integer({ min: 0, max: 3600 }).map(String),
  scaleInCooldown: fc.integer({ min: 0, max: 3600 }).map(String),
  busyHours: fc.constantFrom('08:00-18:00', '00:00-23:59', '12:30-13:15'),
  busyTasks: fc.constantFrom('2', '3'),
  busyDays: fc.constantFrom('MON-FRI', 'SUN', 'SAT,MON-WED'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
  openaiBaseUrl: fc.constantFrom('https://models.example.com/v1', 'http://10.0.0.9:11434/v1'),
  allowedOrigins: fc.constantFrom('https://app.example.com', 'https://a.example.com,http://b.example.com:8080'),
}

/** Values that a setting takes: those of its own arbitrary, or those its expectation names, or its example. */
function rightValues(key: SettingKey, { parse, expected, example }: Setting<unknown>): fc.Arbitrary<string> {
  const named = expected.match(/[\w.-]+/g)?.filter((word) => parse(word) !== undefined) ?? []
  return byKey[key] ?? fc.constantFrom(...(named.length > 0 ? named : [example]))
}

const plainEntries = (Object.entries(settingsTable) as [SettingKey, Setting<unknown>][]) // widened by Object.entries
  .filter(([, setting]) => !setting.secret)

type Raw = Partial<Record<string, string>>

const anyCombination: fc.Arbitrary<Raw> = fc.record(
  Object.fromEntries(plainEntries.map(([key, setting]) => [key, rightValues(key, setting)])),
  { requiredKeys: [] },
)

/** Takes away what combinations are refused for most often; left to chance hardly one in twenty would be taken. */
function agreeing({ cpu = '512', memory: _memory, hostedZone: _zone, spot, abandonDatabase, ...others }: Raw): Raw {
  const { busyHours, busyTasks = '2', ...always } = others
  const isSingle = others['database'] === 'sqlite'
  const single = isSingle ? { minTasks: '1', maxTasks: '1', multiAz: 'false' } : {}
  const busy = busyHours && !isSingle ? { busyHours, busyTasks, minTasks: '1', maxTasks: busyTasks } : {}
  const spare = others['kind'] === 'dev' && spot !== undefined ? { spot } : {}
  const isAnother = others['database'] !== undefined && abandonDatabase !== others['database']
  const abandoned = isAnother && abandonDatabase !== undefined ? { abandonDatabase } : {}
  const size = { cpu, memory: String(memorySizes(Number(cpu)).at(-1)) }
  return { ...always, ...single, ...busy, ...spare, ...abandoned, ...size }
}

/** Settings of which each by itself is right; combinations may not be. */
export const rightByThemselves: fc.Arbitrary<Raw> = fc.oneof(anyCombination, anyCombination.map(agreeing))

/** One setting, and text that is no right value of it. */
export const wrongSetting: fc.Arbitrary<readonly [SettingKey, string]> = fc
  .tuple(
    fc.constantFrom(...plainEntries),
    fc.oneof(fc.string(), fc.integer().map(String), fc.webUrl(), fc.double().map(String)),
  )
  .filter(([[, { parse }], raw]) => parse(raw) === undefined)
  .map(([[key], raw]) => [key, raw] as const)

export const stackName: fc.Arbitrary<string> = fc.constantFrom(
  'prod',
  'prod-eu',
  'dev',
  'dev-anna',
  'pr-1',
  'pr-123456',
  'prod-eu-west-1x',
)

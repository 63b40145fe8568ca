import { prices } from './prices.ts'
import type { PlainSettings, SettingKey } from './settings-table.ts'
import { memorySizes } from './task-sizes.ts'

/** A combination of settings that would not work, and the values that would. */
interface BrokenRule {
  /** The setting to blame, under which the problem is listed. */
  readonly key: SettingKey
  readonly what: string
  readonly expected: string
  /** Any of these ends it. Without a value: the setting is taken away. */
  readonly mend: readonly { readonly key: SettingKey; readonly value?: string }[]
}

type Rule = (settings: PlainSettings) => BrokenRule | undefined

const minimumWithinMaximum: Rule = ({ minTasks, maxTasks }) =>
  minTasks > maxTasks
    ? {
        key: 'minTasks',
        what: `is ${minTasks}, more than mpla:maxTasks, which is ${maxTasks}`,
        expected: 'at most mpla:maxTasks',
        mend: [
          { key: 'minTasks', value: String(maxTasks) },
          { key: 'maxTasks', value: String(minTasks) },
        ],
      }
    : undefined

/** SQLite locks through the file system, which NFS does not do reliably: a second writer corrupts the database. */
const oneWriterForSqlite: Rule = ({ database, maxTasks }) =>
  database === 'sqlite' && maxTasks > 1
    ? {
        key: 'maxTasks',
        what: `is ${maxTasks}, but mpla:database is sqlite, which two tasks writing at once would corrupt`,
        expected: '1 with sqlite; up to 3 with postgres',
        mend: [
          { key: 'maxTasks', value: '1' },
          { key: 'database', value: 'postgres' },
        ],
      }
    : undefined

const standbyNeedsPostgres: Rule = ({ database, multiAz }) =>
  database === 'sqlite' && multiAz
    ? {
        key: 'multiAz',
        what: 'is true, but mpla:database is sqlite, which has no standby',
        expected: 'false with sqlite',
        mend: [
          { key: 'multiAz', value: 'false' },
          { key: 'database', value: 'postgres' },
        ],
      }
    : undefined

/** Left over from a change the other way, it would confirm the next one before anybody thought of it. */
const abandonedIsAnother: Rule = ({ database, abandonDatabase }) =>
  abandonDatabase === database
    ? {
        key: 'abandonDatabase',
        what: `is ${abandonDatabase}, but mpla:database is ${database} too`,
        expected: 'the database that is given up, or nothing',
        mend: [{ key: 'abandonDatabase' }],
      }
    : undefined

const legalTaskSize: Rule = ({ cpu, memory }) => {
  const sizes = memorySizes(cpu)
  const nearest = sizes.find((size) => size >= memory) ?? sizes.at(-1)
  return sizes.includes(memory)
    ? undefined
    : {
        key: 'memory',
        what: `is ${memory} MiB, which Fargate does not offer with ${cpu} CPU units`,
        expected: `with ${cpu} CPU units: ${sizes.join(', ')} MiB`,
        mend: [{ key: 'memory', value: String(nearest) }],
      }
}

const busyHoursNeedPostgres: Rule = ({ database, busyHours }) =>
  database === 'sqlite' && busyHours !== undefined
    ? {
        key: 'busyHours',
        what: `is ${busyHours}, but mpla:database is sqlite, which has one task at any hour`,
        expected: 'nothing with sqlite',
        mend: [{ key: 'busyHours' }, { key: 'database', value: 'postgres' }],
      }
    : undefined

const busyTasksBetween: Rule = ({ database, busyHours, busyTasks, minTasks, maxTasks }) => {
  // Of more tasks with SQLite the rule above speaks; "set maxTasks to 2" would be the wrong advice.
  if (database === 'sqlite') return undefined
  if (busyHours === undefined || (busyTasks > minTasks && busyTasks <= maxTasks)) return undefined
  const own = minTasks < maxTasks ? [{ key: 'busyTasks', value: String(maxTasks) } as const] : []
  return {
    key: 'busyTasks',
    what: `is ${busyTasks}, but mpla:minTasks is ${minTasks} and mpla:maxTasks ${maxTasks}`,
    expected: 'more than mpla:minTasks, at most mpla:maxTasks',
    mend: [
      ...own,
      busyTasks > maxTasks
        ? { key: 'maxTasks', value: String(busyTasks) }
        : { key: 'minTasks', value: String(busyTasks - 1) },
    ],
  }
}

/** Fargate Spot does not fall back to ordinary capacity: in a shortage a production service would simply be away. */
const spotInDevOnly: Rule = ({ kind, spot }) =>
  kind === 'prod' && spot
    ? {
        key: 'spot',
        what: 'is true, but this is a prod stack: tasks on spare capacity are taken away with two minutes’ notice, and none starts in a shortage',
        expected: 'false in prod',
        mend: [{ key: 'spot', value: 'false' }],
      }
    : undefined

const zoneNeedsDomain: Rule = ({ domain, hostedZone }) =>
  hostedZone !== undefined && domain === undefined
    ? {
        key: 'domain',
        what: `is missing, but mpla:hostedZone is ${hostedZone}`,
        expected: `a host name in ${hostedZone}`,
        mend: [{ key: 'domain', value: `mpla.${hostedZone}` }],
      }
    : undefined

/** Zone of the domain's records: the one named, or what follows the domain's first dot. */
export const zoneOf = ({ domain, hostedZone }: Pick<PlainSettings, 'domain' | 'hostedZone'>): string | undefined =>
  hostedZone ?? domain?.slice(domain.indexOf('.') + 1)

const apexNeedsZone: Rule = ({ domain, hostedZone }) =>
  domain !== undefined && hostedZone === undefined && domain.split('.').length === 2
    ? {
        key: 'hostedZone',
        what: `is missing, and ${zoneOf({ domain, hostedZone })} cannot be the zone of ${domain}`,
        expected: 'the domain itself or an end of it',
        mend: [{ key: 'hostedZone', value: domain }],
      }
    : undefined

const domainInZone: Rule = ({ domain, hostedZone }) =>
  domain !== undefined && hostedZone !== undefined && domain !== hostedZone && !domain.endsWith(`.${hostedZone}`)
    ? {
        key: 'hostedZone',
        what: `is ${hostedZone}, in which ${domain} cannot get a record`,
        expected: 'the domain itself or an end of it',
        mend: [{ key: 'hostedZone', value: domain.slice(domain.indexOf('.') + 1) }],
      }
    : undefined

/** Without a price there is no estimate to make a limit of, and no guess is made in its place. */
const unknownPriceNeedsBudget: Rule = ({ database, databaseClass, budgetUsd }) =>
  database === 'postgres' && budgetUsd === undefined && prices.databaseHour[databaseClass] === undefined
    ? {
        key: 'budgetUsd',
        what: `is missing, and the price of ${databaseClass} is not in infra/plan/prices.ts to make one of`,
        expected: 'what the stack may cost, in USD a month',
        mend: [
          { key: 'budgetUsd', value: '500' },
          { key: 'databaseClass', value: 'db.t4g.micro' },
        ],
      }
    : undefined

/** Only the roles for GitHub look at these two; set without them they would be believed to do something. */
const stateIsForGithub: Rule = ({ githubRepository, stateBucket, stateKey }) => {
  const key = stateBucket !== undefined ? 'stateBucket' : stateKey !== undefined ? 'stateKey' : undefined
  return key !== undefined && githubRepository === undefined
    ? {
        key,
        what: 'is set, but mpla:githubRepository is not, so there is no role that would use it',
        expected: 'a repository too, or none of them',
        mend: [{ key: 'githubRepository', value: 'OWNER/NAME' }],
      }
    : undefined
}

export const settingsRules: readonly Rule[] = [
  minimumWithinMaximum,
  oneWriterForSqlite,
  standbyNeedsPostgres,
  abandonedIsAnother,
  legalTaskSize,
  busyHoursNeedPostgres,
  busyTasksBetween,
  spotInDevOnly,
  zoneNeedsDomain,
  apexNeedsZone,
  domainInZone,
  stateIsForGithub,
  unknownPriceNeedsBudget,
]

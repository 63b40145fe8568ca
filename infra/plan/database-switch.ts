import { setLine } from './settings-checks.ts'
import type { SettingsProblem } from './settings-problem.ts'
import { type Settings, settingsTable } from './settings-table.ts'

/** What a stack consists of since its last update. */
export interface DeployedStack {
  readonly database: Settings['database']
  /** Whether AWS and Pulumi refuse to delete its PostgreSQL instance. */
  readonly deletionProtection: boolean
}

/**
 * What speaks against the database that the settings ask for. Data does not move with the setting: the service would
 * come up with an empty database, and a PostgreSQL instance that the program no longer names is deleted.
 * @param deployed undefined: nothing is there yet, so nothing can be lost
 */
export function databaseSwitchProblems(
  { stack, database, abandonDatabase }: Pick<Settings, 'stack' | 'database' | 'abandonDatabase'>,
  deployed: DeployedStack | undefined,
): readonly SettingsProblem[] {
  if (deployed === undefined || deployed.database === database) return []
  const { database: former } = deployed
  const isPostgres = former === 'postgres'
  const stay = setLine(stack, 'database', former)
  const unconfirmed: SettingsProblem = {
    key: 'database',
    what: `is ${database}, but the data of this stack is in ${former}: it does not move along, ${
      isPostgres ? 'and the PostgreSQL instance would be deleted' : 'and would stay behind on the volume'
    }`,
    expected: `${former}, or mpla:abandonDatabase set to ${former}`,
    description: settingsTable.database.description,
    mend: [stay, setLine(stack, 'abandonDatabase', former)],
  }
  const stillProtected: SettingsProblem = {
    key: 'deletionProtection',
    what: 'is true in what is deployed, so the PostgreSQL instance cannot be deleted',
    expected: 'an update before this one that only sets it to false',
    description: settingsTable.deletionProtection.description,
    mend: [`${stay}; ${setLine(stack, 'deletionProtection', 'false')}; pulumi up --stack ${stack}`],
  }
  return [
    ...(abandonDatabase === former ? [] : [unconfirmed]),
    ...(isPostgres && deployed.deletionProtection ? [stillProtected] : []),
  ]
}

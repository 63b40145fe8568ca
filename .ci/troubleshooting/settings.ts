import { join } from 'node:path'
import { databaseSwitchProblems } from '../../infra/plan/database-switch.ts'
import { readSettings } from '../../infra/plan/read-settings.ts'
import { SettingsError } from '../../infra/plan/settings-problem.ts'
import { readStackFile } from '../../infra/stack-file.ts'
import { failureOf, type Trouble } from './trouble.ts'

type Values = Readonly<Record<string, string>>
const least: Values = { domain: 'mpla.example.com', alarmEmail: 'on-call@example.com' }

/** What a stack with these settings is told. */
const refused = (stack: string, values: Values, secret = (key: string) => key === 'accessToken') =>
  failureOf(() =>
    readSettings({
      stack,
      get: (key) => values[key],
      isSecret: secret,
      keys: Object.keys(values),
      missingSecrets: 'refuse',
    }),
  )
const token: Values = { accessToken: 'a-token-of-enough-length' }

/** Told by `npm run plan`, `npm run up` and `pulumi up` alike, before anything is created. */
export const settingsTroubles: readonly Trouble[] = [
  {
    says: 'mpla:accessToken is missing:',
    cause: 'A setting that this kind of stack cannot do without is not there',
    cure: 'Type the line it says after `mend with`',
    shown: { by: 'check', reproduce: () => refused('dev', {}) },
  },
  {
    says: 'mpla:memroy is no setting; mpla:memory was meant?',
    cause: 'A mistyped name, which would have had no effect',
    cure: '`pulumi config rm` the wrong one, as it says, and set the right one',
    shown: { by: 'check', reproduce: () => refused('dev', { ...token, memroy: '1024' }) },
  },
  {
    says: 'mpla:openaiApiKey is stored in plain text',
    cause: '`--secret` was left out, so the key is readable in `Pulumi.STACK.yaml`',
    cure: 'Set it again with `--secret`. If the file was ever pushed, replace the key at the provider',
    shown: { by: 'check', reproduce: () => refused('dev', { ...token, openaiApiKey: 'sk-not-a-real-key' }) },
  },
  {
    says: 'mpla:domain is missing: the access token and the prompts would cross the Internet in clear text;',
    cause: 'A production stack without HTTPS',
    cure: 'Set `mpla:domain`; to try without one, use a `dev` stack',
    shown: { by: 'check', reproduce: () => refused('prod', { ...token, alarmEmail: 'on-call@example.com' }) },
  },
  {
    says: 'mpla:maxTasks is 3, but mpla:database is sqlite, which two tasks writing at once would corrupt',
    cause: 'SQLite has a single writer, and the volume is a network file system',
    cure: '`mpla:maxTasks` 1, or `mpla:database` `postgres`',
    shown: { by: 'check', reproduce: () => refused('dev', { ...token, maxTasks: '3' }) },
  },
  {
    says: 'mpla:memory is 512 MiB, which Fargate does not offer with 512 CPU units',
    cause: 'Fargate has certain pairs of CPU and memory only',
    cure: 'One of the [sizes](settings.md#sizes-of-a-task); the nearest is in the line it says',
    shown: { by: 'check', reproduce: () => refused('prod', { ...least, ...token, memory: '512' }) },
  },
  {
    says: 'mpla:(stack name) is "Prod_EU",',
    cause: 'The name becomes part of names in AWS, whose letters and lengths are limited',
    cure: 'The line it says renames the stack',
    shown: { by: 'check', reproduce: () => refused('Prod_EU', { ...least, ...token, kind: 'prod' }) },
  },
  {
    says: 'mpla:database is sqlite, but the data of this stack is in postgres:',
    cause: 'Changing the kind of database does not move its data; the old one would be deleted',
    cure: 'Set it back, or confirm by the second line it says that the data may go',
    shown: {
      by: 'check',
      reproduce: () => {
        const wanted = { stack: 'prod', database: 'sqlite', abandonDatabase: undefined } as const
        const deployed = { database: 'postgres', deletionProtection: false } as const
        return new SettingsError('prod', databaseSwitchProblems(wanted, deployed)).message
      },
    },
  },
  {
    says: 'There is no stack staging: expected one of',
    cause: '`npm run plan` and `npm run up` read `Pulumi.staging.yaml`, which is not there',
    cure: '`pulumi stack init staging`, then `pulumi config set mpla:kind dev --stack staging` (or `prod`) makes it',
    shown: {
      by: 'check',
      reproduce: () => failureOf(() => readStackFile(join(import.meta.dirname, '../..'), 'staging')),
    },
  },
]

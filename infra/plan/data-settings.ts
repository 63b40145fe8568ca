import { imageContract } from './image-contract.ts'
import { choice, flag, integer, optionalText, text } from './setting.ts'

/** What EFS takes as the root of an access point: at most 100 characters, at most four directories. */
const volumeDirectory = /^(?=.{2,100}$)(\/[\w.:-]*[\w:-]){1,4}$/

/** Where data is kept, and for how long. */
export const dataSettings = {
  database: choice(['postgres', 'sqlite'], {
    description: 'RDS PostgreSQL, or SQLite on the volume, which only a single task may write',
    example: 'postgres',
    defaults: { prod: 'postgres', dev: 'sqlite' },
  }),
  abandonDatabase: optionalText(/^(postgres|sqlite)$/, 'postgres or sqlite', {
    description:
      'Database whose data may be left behind when mpla:database is changed on a stack that has it: data does not move along, and a PostgreSQL instance is deleted (in prod its last snapshot stays). Without it the change is refused',
    example: 'sqlite',
  }),
  databaseClass: text(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'an RDS instance class such as db.t4g.micro', {
    description: 'Size of the PostgreSQL instance',
    example: 'db.t4g.small',
    defaults: { prod: 'db.t4g.micro', dev: 'db.t4g.micro' },
  }),
  databaseStorage: integer(20, 1000, {
    description: 'Storage of the PostgreSQL instance at its creation; it grows by itself to five times as much',
    unit: 'GiB',
    example: '20',
    defaults: { prod: 20, dev: 20 },
  }),
  databaseLogin: text(/^[a-z0-9]{1,20}$/, 'up to 20 small letters and digits', {
    description:
      'Name of the login of the application; another name is a login with a new password, and the former one ends when no task uses it any more',
    example: '20261123',
    defaults: { prod: '1', dev: '1' },
  }),
  multiAz: flag({
    description: 'Keep a standby of the PostgreSQL instance in the other zone; doubles its price',
    defaults: { prod: false, dev: false },
  }),
  volumePath: text(volumeDirectory, 'a path such as /data, of up to 4 directories', {
    description: 'Directory of the file system that tasks see as /data; another one after a restore',
    example: '/data',
    defaults: { prod: imageContract.dataFolder, dev: imageContract.dataFolder },
  }),
  volumeOverview: flag({
    description:
      'Let migrations read the whole file system at /overview, to look for what a restore has brought; to be switched on for that alone',
    defaults: { prod: false, dev: false },
  }),
  backupDays: integer(1, 35, {
    description:
      'How long a daily recovery point of the database and of the volume is kept; the database can also be taken back to any second of as many days, at most 7',
    unit: 'days',
    example: '35',
    defaults: { prod: 35, dev: 7 },
  }),
  secretMaxDays: integer(1, 3650, {
    description:
      'Age above which secret-age asks for a new value of a key or password. A year, because each is changed by hand and deployed; those who must follow Security Hub (SecretsManager.4) take 90',
    unit: 'days',
    example: '90',
    defaults: { prod: 365, dev: 365 },
  }),
  deletionProtection: flag({
    description:
      'Refuse to delete the database, the volume, their recovery points and the load balancer, by AWS and by Pulumi; set to false before `pulumi destroy`',
    defaults: { prod: true, dev: false },
  }),
} as const

import { randomBytes } from 'node:crypto'
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { pointInTimeDays } from '../plan/backups.ts'
import { postgresUrl } from '../plan/environment.ts'
import type { Settings } from '../plan/settings-table.ts'
import { StoredSecret } from './stored-secret.ts'

export interface DatabaseArgs {
  readonly settings: Pick<
    Settings,
    | 'kind'
    | 'databaseClass'
    | 'databaseStorage'
    | 'databaseLogin'
    | 'multiAz'
    | 'backupDays'
    | 'deletionProtection'
    | 'logRetentionDays'
  >
  readonly subnetIds: pulumi.Input<string>[]
  readonly securityGroupId: pulumi.Input<string>
  readonly recoveryDays: number
  readonly tags: Record<string, string>
}

const majorVersion = '17'
const exportedLogs = ['postgresql', 'upgrade'] as const
const database = 'mpla'
/** Owns the database, and is used by migrations alone. Another name would be another instance. */
const administrator = 'mpla'

/** @throws RunError outside of a preview, when RDS manages no password: nothing could migrate the database. */
export function managedSecretArn(
  secrets: readonly { readonly secretArn: string }[],
  identifier: string,
  isPreview: boolean,
): string {
  const [secret] = secrets
  if (secret === undefined && !isPreview)
    throw new pulumi.RunError(
      `Expected RDS to manage the password of ${identifier}, but it does not, as after a restore. Run \`aws rds modify-db-instance --db-instance-identifier ${identifier} --manage-master-user-password --apply-immediately\`, \`pulumi refresh\`, and this again`,
    )
  return secret?.secretArn ?? ''
}

/** PostgreSQL on RDS: private, encrypted at rest and on the wire, backed up. */
export class Database extends pulumi.ComponentResource {
  readonly identifier: pulumi.Output<string>
  readonly arn: pulumi.Output<string>
  /** The whole DATABASE_URL of the application, password included. */
  readonly url: StoredSecret
  private readonly instance: aws.rds.Instance

  constructor(name: string, args: DatabaseArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Database', name, {}, options)
    const inside = { parent: this }
    const { settings, tags, recoveryDays } = args
    const login = `${database}_app_${settings.databaseLogin}`
    // Made once for each login: on later runs the stored value stays. The migration container gives it to the login.
    const password = new StoredSecret(
      `${name}-database-password-${settings.databaseLogin}`,
      {
        description: `Password of the PostgreSQL login ${login}`,
        value: randomBytes(24).toString('hex'),
        keepFirstValue: true,
        recoveryDays,
        tags,
      },
      inside,
    )
    const subnets = new aws.rds.SubnetGroup(`${name}-database`, { subnetIds: args.subnetIds, tags }, inside)
    const parameters = new aws.rds.ParameterGroup(
      `${name}-database`,
      {
        family: `postgres${majorVersion}`,
        parameters: [
          { name: 'rds.force_ssl', value: '1' },
          // Statements of a second and more, in ms.
          { name: 'log_min_duration_statement', value: '1000' },
        ],
        tags,
      },
      inside,
    )
    // RDS would make these groups itself, and keep what is in them for ever.
    const logs = exportedLogs.map(
      (log) =>
        new aws.cloudwatch.LogGroup(
          `${name}-database-${log}`,
          { name: `/aws/rds/instance/${name}/${log}`, retentionInDays: settings.logRetentionDays, tags },
          inside,
        ),
    )
    const instance = new aws.rds.Instance(
      `${name}-database`,
      {
        // Fixed, because the names of the log groups are made of it.
        identifier: name,
        engine: 'postgres',
        engineVersion: majorVersion,
        autoMinorVersionUpgrade: true,
        instanceClass: settings.databaseClass,
        dbName: database,
        username: administrator,
        // Only migrations use it, and read it when they start: that RDS changes it does no harm.
        manageMasterUserPassword: true,
        // The authority behind the certificates that the image carries; the other ones are there too.
        caCertIdentifier: 'rds-ca-rsa2048-g1',
        parameterGroupName: parameters.name,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [args.securityGroupId],
        publiclyAccessible: false,
        multiAz: settings.multiAz,
        storageType: 'gp3',
        // With the key that AWS manages for RDS, as all storage here.
        storageEncrypted: true,
        allocatedStorage: settings.databaseStorage,
        maxAllocatedStorage: 5 * settings.databaseStorage,
        backupRetentionPeriod: pointInTimeDays(settings.backupDays),
        // UTC, before the maintenance window, away from office hours in Europe and America and from the backup plan.
        backupWindow: '03:00-03:30',
        maintenanceWindow: 'sun:04:00-sun:04:30',
        copyTagsToSnapshot: true,
        enabledCloudwatchLogsExports: [...exportedLogs],
        deletionProtection: settings.deletionProtection,
        // Not tied to deletionProtection, which has to be off when a prod stack is destroyed on purpose.
        skipFinalSnapshot: settings.kind === 'dev',
        // A name that is taken fails the deletion; that of the subnets is made up anew with each database, also where a
        // stack leaves PostgreSQL and comes back to it.
        finalSnapshotIdentifier: pulumi.interpolate`${subnets.name}-final`,
        applyImmediately: true,
        tags,
      },
      { ...inside, protect: settings.deletionProtection, deleteBeforeReplace: true, dependsOn: logs },
    )
    this.identifier = instance.identifier
    this.arn = instance.arn
    this.instance = instance
    this.url = new StoredSecret(
      `${name}-database-url`,
      {
        description: 'DATABASE_URL of the application',
        value: pulumi
          .all([instance.endpoint, password.value])
          .apply(([endpoint, value]) => postgresUrl({ user: login, password: value, endpoint, database })),
        recoveryDays,
        tags,
      },
      inside,
    )
    this.registerOutputs({ identifier: this.identifier })
  }

  /**
   * ARN of the secret in which RDS keeps `username` and `password` of the administrator, and changes it every 7 days.
   * An update fails when there is none; the preview that turns the management on cannot know it yet.
   */
  administratorSecretArn(): pulumi.Output<string> {
    const { masterUserSecrets, identifier } = this.instance
    return pulumi
      .all([masterUserSecrets, identifier])
      .apply(([secrets, name]) => managedSecretArn(secrets, name, pulumi.runtime.isDryRun()))
  }
}

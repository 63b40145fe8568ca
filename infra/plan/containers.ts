import { plainEnvironment } from './environment.ts'
import { imageContract } from './image-contract.ts'
import type { Settings } from './settings-table.ts'
import type { Timeouts } from './timeouts.ts'

/** A variable whose value ECS fetches from Secrets Manager when the task starts. */
export interface SecretVariable<Value> {
  readonly name: string
  /**
   * ARN of the secret with the id of its version, so that a new value is a new task definition: a new deployment. Of a
   * secret that somebody else changes: its newest version, and the key in it.
   */
  readonly valueFrom: Value
}

/** Names of the volumes of a task. */
export const dataVolume = 'data'
export const overviewVolume = 'overview'

/** Size of /tmp, which is memory, in MiB. */
const temporarySizeMib = 64

const liveCheck = `fetch('http://127.0.0.1:${imageContract.port}${imageContract.livePath}',{signal:AbortSignal.timeout(4000)}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))`

/**
 * The containers of a task: `migrate` brings the database up to date and ends; `app` starts only if it ended well, so
 * a failing migration never gets traffic. `Value` is a string or an output of one.
 */
export function containerDefinitions<Value>(args: {
  readonly settings: Settings
  readonly timeouts: Timeouts
  /** Reference of the image, by digest. */
  readonly image: Value
  readonly logGroup: Value
  readonly region: Value
  readonly secrets: readonly SecretVariable<Value>[]
  /** When the oldest secret got its value, RFC 3339. */
  readonly rotatedAt: Value
  /** Secrets that only the migration gets. */
  readonly migrationSecrets: readonly SecretVariable<Value>[]
}) {
  const { settings, timeouts, image, secrets } = args
  const variables: Readonly<Record<string, string | Value>> = {
    ...plainEnvironment(settings, timeouts),
    MPLA_ROTATED_AT: args.rotatedAt,
  }
  const environment = Object.entries(variables)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }))
  const dataMount = { sourceVolume: dataVolume, containerPath: imageContract.dataFolder, readOnly: false }
  const both = (streamPrefix: string) => ({
    image,
    user: `${imageContract.uid}:${imageContract.uid}`,
    // The agent of ECS Exec writes to the root file system; AWS supports no way around that.
    readonlyRootFilesystem: !settings.exec,
    environment,
    secrets,
    mountPoints: [dataMount],
    linuxParameters: {
      // Reaps what the server may leave behind, and passes SIGTERM on.
      initProcessEnabled: true,
      capabilities: { drop: ['ALL'] },
      tmpfs: [
        {
          containerPath: imageContract.temporaryFolder,
          size: temporarySizeMib,
          mountOptions: ['rw', 'noexec', 'nosuid', 'nodev'],
        },
      ],
    },
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': args.logGroup,
        'awslogs-region': args.region,
        'awslogs-stream-prefix': streamPrefix,
        // Logging must not stop the service when CloudWatch is slow: beyond the buffer lines are dropped.
        mode: 'non-blocking',
        'max-buffer-size': '4m',
      },
    },
  })
  return [
    {
      name: 'migrate',
      ...both('migrate'),
      secrets: [...secrets, ...args.migrationSecrets],
      // For a one-off task that looks for what a restore has brought; the application does not see it.
      mountPoints: [
        dataMount,
        ...(settings.volumeOverview
          ? [{ sourceVolume: overviewVolume, containerPath: '/overview', readOnly: true }]
          : []),
      ],
      command: imageContract.migration,
      essential: false,
      startTimeout: timeouts.migration,
    },
    {
      name: 'app',
      ...both('app'),
      command: imageContract.server,
      essential: true,
      dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }],
      portMappings: [{ containerPort: imageContract.port, protocol: 'tcp' }],
      stopTimeout: timeouts.stop,
      // ECS ignores the HEALTHCHECK of an image. Liveness only: a lost database is no reason to replace the task.
      healthCheck: {
        command: ['CMD', 'node', '-e', liveCheck],
        interval: timeouts.containerCheckInterval,
        timeout: timeouts.healthTimeout,
        retries: 3,
        startPeriod: timeouts.containerStart,
      },
    },
  ]
}

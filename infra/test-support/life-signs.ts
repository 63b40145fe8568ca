// What CloudWatch gets of a stack that runs, for the emulator, where no task runs: the lines of the real application on
// this machine, the metrics that stand in them, and one value of each metric that AWS writes.
import { awsJson, awsQuery } from '../emulator/aws-calls.ts'
import { awsMetrics } from '../plan/alarms/aws-metrics.ts'

interface Metric {
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: number
}

type Outputs = Readonly<Record<string, string>>

/** The part of a line in the embedded metric format that CloudWatch reads. */
interface EmbeddedLine {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string
      readonly Dimensions: readonly (readonly string[])[]
      readonly Metrics: readonly { readonly Name: string }[]
    }[]
  }
  readonly [member: string]: unknown
}

/** Metrics in the lines of a log, as CloudWatch takes them out. @param lines other lines may be among them */
export function embeddedMetrics(lines: readonly string[]): Metric[] {
  const documents = lines.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line) as EmbeddedLine) // by the format
  return documents.flatMap((document) =>
    document._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Dimensions.flatMap((names) =>
        Metrics.map(({ Name }) => ({
          namespace: Namespace,
          name: Name,
          dimensions: Object.fromEntries(names.map((name) => [name, String(document[name])])),
          value: Number([document[Name]].flat()[0] ?? 0),
        })),
      ),
    ),
  )
}

/** Values of the dimensions that AWS gives the metrics of a stack's resources. */
const dimensionsOf = (outputs: Outputs): Outputs => {
  const afterSlash = (key: string) => outputs[key]?.replace(/^[^/]*\//, '') ?? ''
  return {
    LoadBalancer: afterSlash('loadBalancer'),
    TargetGroup: outputs['targetGroup']?.split(':').at(-1) ?? '',
    ClusterName: outputs['cluster'] ?? '',
    ServiceName: outputs['service'] ?? '',
    DBInstanceIdentifier: outputs['database'] ?? '',
    FileSystemId: outputs['fileSystem'] ?? '',
    CertificateArn: outputs['certificate'] ?? '',
    LogGroupName: outputs['logGroup'] ?? '',
    BackupVaultName: outputs['backupVault'] ?? '',
    ResourceType: 'EFS',
  }
}

/** One value of every metric of AWS whose dimensions the outputs of a stack tell. */
export function awsValues(outputs: Outputs): Metric[] {
  const values = dimensionsOf(outputs)
  return Object.entries(awsMetrics).flatMap(([namespace, metrics]) =>
    Object.entries(metrics)
      .filter(([, names]) => names.every((name) => values[name]))
      .map(([name, names]) => ({
        namespace,
        name,
        dimensions: Object.fromEntries(names.map((each) => [each, values[each] ?? ''])),
        value: 1,
      })),
  )
}

/** Sends lines and metrics, as of now. @param logGroup gets a stream for them where it has none yet */
export async function sendLifeSigns(url: string, outputs: Outputs, lines: readonly string[]): Promise<void> {
  const place = { logGroupName: outputs['logGroup'] ?? '', logStreamName: 'app/app/of-this-machine' }
  const logs = (action: string, more: object = {}) =>
    awsJson({ url, service: 'logs' }, `Logs_20140328.${action}`, { ...place, ...more })
  await logs('CreateLogStream').catch(() => undefined) // it is there already
  const timestamp = Date.now()
  await logs('PutLogEvents', { logEvents: lines.map((message) => ({ timestamp, message })) })
  const byNamespace = Map.groupBy([...embeddedMetrics(lines), ...awsValues(outputs)], ({ namespace }) => namespace)
  for (const [namespace, metrics] of byNamespace)
    await awsQuery({ url, service: 'monitoring' }, 'PutMetricData', { Namespace: namespace, ...members(metrics) })
}

const members = (metrics: readonly Metric[]): Record<string, string> =>
  Object.fromEntries(
    metrics.flatMap(({ name, dimensions, value }, index) => {
      const member = `MetricData.member.${index + 1}`
      const named = Object.entries(dimensions).flatMap(([key, text], at) => [
        [`${member}.Dimensions.member.${at + 1}.Name`, key],
        [`${member}.Dimensions.member.${at + 1}.Value`, text],
      ])
      return [[`${member}.MetricName`, name], [`${member}.Value`, String(value)], ...named]
    }),
  )

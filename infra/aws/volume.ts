import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { volumePolicy } from '../plan/iam-policies.ts'
import { imageContract } from '../plan/image-contract.ts'

export interface VolumeArgs {
  readonly subnetIds: pulumi.Input<string>[]
  readonly securityGroupId: pulumi.Input<string>
  /** The only role that may mount it. */
  readonly taskRoleArn: pulumi.Input<string>
  readonly deletionProtection: boolean
  /** The directory of the file system that tasks see as /data. */
  readonly path: string
  /** Whether there is a way to all directories, also those that a restore makes beside /data; to be read only. */
  readonly hasOverview: boolean
  readonly tags: Record<string, string>
}

/** /data of the tasks: an encrypted file system, mountable by the tasks' role over TLS through one access point. */
export class Volume extends pulumi.ComponentResource {
  readonly fileSystemId: pulumi.Output<string>
  readonly fileSystemArn: pulumi.Output<string>
  readonly accessPointId: pulumi.Output<string>
  readonly accessPointArn: pulumi.Output<string>
  readonly overview: { readonly id: pulumi.Output<string>; readonly arn: pulumi.Output<string> } | undefined
  /** A task can start only once there is one in its zone. */
  readonly mountTargets: aws.efs.MountTarget[]

  constructor(name: string, args: VolumeArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Volume', name, {}, options)
    const inside = { parent: this }
    const { uid } = imageContract
    const files = new aws.efs.FileSystem(
      `${name}-data`,
      {
        encrypted: true,
        throughputMode: 'elastic',
        lifecyclePolicies: [{ transitionToIa: 'AFTER_30_DAYS' }, { transitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }],
        tags: { ...args.tags, Name: `${name}-data` },
      },
      { ...inside, protect: args.deletionProtection },
    )
    // That is a plan of AWS's own; with ours beside it everything would be kept, and paid for, twice.
    new aws.efs.BackupPolicy(`${name}-data`, { fileSystemId: files.id, backupPolicy: { status: 'DISABLED' } }, inside)
    const accessPoint = new aws.efs.AccessPoint(
      `${name}-data`,
      {
        fileSystemId: files.id,
        // Whoever a client says it is, it acts as the user of the image.
        posixUser: { uid, gid: uid },
        rootDirectory: { path: args.path, creationInfo: { ownerUid: uid, ownerGid: uid, permissions: '0750' } },
        tags: { ...args.tags, Name: `${name}-data` },
      },
      inside,
    )
    const overview = args.hasOverview
      ? new aws.efs.AccessPoint(
          `${name}-overview`,
          {
            fileSystemId: files.id,
            posixUser: { uid, gid: uid },
            rootDirectory: { path: '/' },
            tags: { ...args.tags, Name: `${name}-overview` },
          },
          inside,
        )
      : undefined
    new aws.efs.FileSystemPolicy(
      `${name}-data`,
      {
        fileSystemId: files.id,
        policy: pulumi.jsonStringify(
          volumePolicy({
            fileSystem: files.arn,
            accessPoint: accessPoint.arn,
            overview: overview?.arn,
            taskRole: args.taskRoleArn,
          }),
        ),
      },
      inside,
    )
    this.mountTargets = args.subnetIds.map(
      (subnetId, zone) =>
        new aws.efs.MountTarget(
          `${name}-data-${zone}`,
          { fileSystemId: files.id, subnetId, securityGroups: [args.securityGroupId] },
          inside,
        ),
    )
    this.fileSystemId = files.id
    this.fileSystemArn = files.arn
    this.accessPointId = accessPoint.id
    this.accessPointArn = accessPoint.arn
    this.overview = overview
    this.registerOutputs({})
  }
}

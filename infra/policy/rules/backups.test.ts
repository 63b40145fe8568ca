import { resource, testRules } from '../../test-support/policy-cases.ts'
import { backupRules } from './backups.ts'

const prod = { tags: { kind: 'prod' } }
const dev = { tags: { kind: 'dev' } }
const instance = (inputs: object, protect = true) => resource('aws:rds/instance:Instance', { ...inputs }, { protect })
const volume = (inputs: object = {}, protect = true) =>
  resource('aws:efs/fileSystem:FileSystem', { ...inputs }, { protect })
const balancer = (inputs: object) => resource('aws:lb/loadBalancer:LoadBalancer', { ...inputs })
const backupOf = (status: string, of = volume()) =>
  resource('aws:efs/backupPolicy:BackupPolicy', { backupPolicy: { status } }, { madeFrom: { fileSystemId: [of] } })
const selection = resource('aws:backup/selection:Selection', {}, { madeFrom: { resources: [volume()] } })
const point = (inputs: object) => resource('aws:efs/accessPoint:AccessPoint', { ...inputs })
const confined = { posixUser: { uid: 10_001, gid: 10_001 }, rootDirectory: { path: '/data' } }

testRules(backupRules, {
  'database-backed-up': {
    right: [[instance({ backupRetentionPeriod: 1 })]],
    wrong: [
      [['backupRetentionPeriod is 0'], instance({ backupRetentionPeriod: 0 })],
      [['backupRetentionPeriod is not set'], instance({})],
    ],
  },
  'volume-backed-up': {
    right: [
      [volume(), backupOf('ENABLED')],
      [volume(), selection],
    ],
    wrong: [
      [['nothing backs it up'], volume()],
      [['nothing backs it up'], volume(), backupOf('DISABLED')],
      [['nothing backs it up'], volume(), backupOf('ENABLED', balancer({}))],
    ],
  },
  'deletion-protected-in-prod': {
    right: [
      [instance({ ...prod, deletionProtection: true })],
      [volume(prod)],
      [balancer({ ...prod, enableDeletionProtection: true })],
      [instance({ ...dev, deletionProtection: false }, false)],
    ],
    wrong: [
      [['deletionProtection is false, expected true'], instance({ ...prod, deletionProtection: false })],
      [['Pulumi may delete it'], instance({ ...prod, deletionProtection: true }, false)],
      [['Pulumi may delete it'], volume(prod, false)],
      [['enableDeletionProtection is not set, expected true'], balancer(prod)],
    ],
  },
  'final-snapshot-in-prod': {
    right: [
      [instance({ ...prod, skipFinalSnapshot: false, finalSnapshotIdentifier: 'last' })],
      [instance({ ...dev, skipFinalSnapshot: true })],
    ],
    wrong: [
      [
        ['skipFinalSnapshot is true, expected false', 'finalSnapshotIdentifier is not set'],
        instance({ ...prod, skipFinalSnapshot: true }),
      ],
    ],
  },
  'access-points-confined': {
    right: [[point(confined)]],
    wrong: [
      [['posixUser is not set, or root'], point({ ...confined, posixUser: { uid: 0, gid: 0 } })],
      [['rootDirectory is the whole volume'], point({ ...confined, rootDirectory: { path: '/' } })],
      [['posixUser is not set, or root', 'rootDirectory is the whole volume'], point({})],
    ],
  },
})

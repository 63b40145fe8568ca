import { isData, mustBe, valueAt } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { isProd, ofType, refersTo } from '../stack.ts'

const instance = 'aws:rds/instance:Instance'
const fileSystem = 'aws:efs/fileSystem:FileSystem'

const databaseBackups: Rule = {
  id: 'database-backed-up',
  demands: 'A database has automatic backups',
  why: 'With 0 days there is no way back to a minute ago, and the backups that there were are deleted',
  controls: ['RDS.11'],
  mend: 'Set backupRetentionPeriod to 1 or more days',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [instance],
  check: ({ inputs }) =>
    Number(inputs['backupRetentionPeriod'] ?? 0) >= 1
      ? []
      : [`backupRetentionPeriod is ${String(inputs['backupRetentionPeriod'] ?? 'not set')}`],
}

const isOn = (policy: PolicyResource) => valueAt(policy.inputs, 'backupPolicy.status') === 'ENABLED'

const volumeBackups: Rule = {
  id: 'volume-backed-up',
  demands: 'A volume is backed up, by itself or by a plan',
  why: 'Deleting a file is as quick on a volume as anywhere',
  controls: ['EFS.2', 'EFS.7'],
  mend: 'Add a BackupPolicy with status ENABLED, or name the volume in a selection of a backup plan',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [fileSystem],
  check: (resource, stack) =>
    ofType(stack, 'aws:efs/backupPolicy:BackupPolicy').some(
      (policy) => refersTo(policy, 'fileSystemId', resource) && isOn(policy),
    ) || ofType(stack, 'aws:backup/selection:Selection').some((selection) => refersTo(selection, 'resources', resource))
      ? []
      : ['nothing backs it up'],
}

/** The input by which AWS refuses a deletion, where there is one. */
const protection: Readonly<Record<string, string | undefined>> = {
  [instance]: 'deletionProtection',
  'aws:lb/loadBalancer:LoadBalancer': 'enableDeletionProtection',
  [fileSystem]: undefined,
}

const deletionProtected: Rule = {
  id: 'deletion-protected-in-prod',
  demands: 'In prod AWS or Pulumi refuses to delete database, volume and load balancer',
  why: 'One wrong `pulumi destroy`, or one click, would end the service',
  controls: ['RDS.8', 'ELB.6'],
  mend: 'Set mpla:deletionProtection to true; leave it off only to take the stack down',
  severity: 'high',
  // Off is how a stack is taken down on purpose.
  enforcement: 'advisory',
  scope: 'resource',
  types: Object.keys(protection),
  check: (resource) => {
    if (!isProd(resource)) return []
    const input = protection[resource.type]
    return [
      ...(input === undefined ? [] : mustBe(resource.inputs, input, true)),
      // The load balancer can be made again; what is in the other two cannot.
      ...(resource.protect || resource.type === 'aws:lb/loadBalancer:LoadBalancer' ? [] : ['Pulumi may delete it']),
    ]
  },
}

const finalSnapshot: Rule = {
  id: 'final-snapshot-in-prod',
  demands: 'In prod a database that is deleted leaves a snapshot',
  why: 'Automatic backups are deleted with the instance',
  controls: [],
  mend: 'Set skipFinalSnapshot to false and give it a finalSnapshotIdentifier',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [instance],
  check: (resource) =>
    isProd(resource)
      ? [
          ...mustBe(resource.inputs, 'skipFinalSnapshot', false),
          ...('finalSnapshotIdentifier' in resource.inputs ? [] : ['finalSnapshotIdentifier is not set']),
        ]
      : [],
}

const accessPointConfined: Rule = {
  id: 'access-points-confined',
  demands: 'An access point to a volume decides as which user and in which folder its clients work',
  why: 'Otherwise a client is whoever it says, root included, and sees the whole volume',
  controls: ['EFS.3', 'EFS.4'],
  mend: 'Set posixUser and a rootDirectory.path other than /; to look at all of it, name the access point …-overview',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:efs/accessPoint:AccessPoint'],
  check: ({ name, inputs }) => {
    const path = valueAt(inputs, 'rootDirectory.path')
    // Only mounted for reading: the policy of the volume and the role of the task, both tested with the program, see to it.
    const isOverview = name.endsWith('-overview')
    return [
      ...(isData(inputs['posixUser']) && Number(inputs['posixUser']['uid']) > 0
        ? []
        : ['posixUser is not set, or root']),
      ...(isOverview || (typeof path === 'string' && path !== '/') ? [] : ['rootDirectory is the whole volume']),
    ]
  },
}

export const backupRules: readonly Rule[] = [
  databaseBackups,
  volumeBackups,
  deletionProtected,
  finalSnapshot,
  accessPointConfined,
]

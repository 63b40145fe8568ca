import { dataList, mustBe } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'

/** What turns encryption on, where AWS does not always encrypt. */
const demands: Readonly<Record<string, (resource: PolicyResource) => readonly string[]>> = {
  'aws:rds/instance:Instance': ({ inputs }) => mustBe(inputs, 'storageEncrypted', true),
  'aws:efs/fileSystem:FileSystem': ({ inputs }) => mustBe(inputs, 'encrypted', true),
  // Not by its value: the key may be made in the same run, and then its id is not known yet.
  'aws:sns/topic:Topic': ({ inputs }) => ('kmsMasterKeyId' in inputs ? [] : ['kmsMasterKeyId is not set']),
  'aws:ecr/repository:Repository': ({ inputs }) =>
    dataList(inputs['encryptionConfigurations']).length > 0 ? [] : ['encryptionConfigurations is not set'],
}

const encryptedAtRest: Rule = {
  id: 'encrypted-at-rest',
  demands: 'Databases, volumes, topics and image repositories are encrypted',
  why: 'It costs nothing, and for a database or a volume it can only be chosen at the creation',
  controls: ['RDS.3', 'EFS.1', 'EFS.8', 'SNS.1'],
  mend: 'Turn it on; a database or a volume that exists has to be restored into an encrypted one',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: Object.keys(demands),
  check: (resource) => demands[resource.type]?.(resource) ?? [],
}

const keysRotate: Rule = {
  id: 'keys-rotate',
  demands:
    'A key of the stack’s own gets new material every year, and can be called back for a week after its deletion',
  why: 'What is encrypted with a deleted key is lost for good',
  controls: ['KMS.4', 'KMS.3'],
  mend: 'Set enableKeyRotation to true and deletionWindowInDays to 7 or more',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:kms/key:Key'],
  check: ({ inputs }) => {
    const days = inputs['deletionWindowInDays'] ?? 30
    return [
      ...mustBe(inputs, 'enableKeyRotation', true),
      ...(Number(days) >= 7 ? [] : [`deletionWindowInDays is ${String(days)}, expected 7 to 30`]),
    ]
  },
}

export const encryptionRules: readonly Rule[] = [encryptedAtRest, keysRotate]

import { resource, testRules } from '../../test-support/policy-cases.ts'
import { encryptionRules } from './encryption.ts'

const key = (inputs: object) => resource('aws:kms/key:Key', { ...inputs })

testRules(encryptionRules, {
  'encrypted-at-rest': {
    right: [
      [resource('aws:rds/instance:Instance', { storageEncrypted: true })],
      [resource('aws:efs/fileSystem:FileSystem', { encrypted: true })],
      [resource('aws:sns/topic:Topic', { kmsMasterKeyId: 'key-1' })],
      [resource('aws:ecr/repository:Repository', { encryptionConfigurations: [{ encryptionType: 'AES256' }] })],
    ],
    wrong: [
      [['storageEncrypted is not set, expected true'], resource('aws:rds/instance:Instance', {})],
      [['encrypted is false, expected true'], resource('aws:efs/fileSystem:FileSystem', { encrypted: false })],
      [['kmsMasterKeyId is not set'], resource('aws:sns/topic:Topic', {})],
      [['encryptionConfigurations is not set'], resource('aws:ecr/repository:Repository', {})],
    ],
  },
  'keys-rotate': {
    right: [[key({ enableKeyRotation: true, deletionWindowInDays: 7 })], [key({ enableKeyRotation: true })]],
    wrong: [
      [['enableKeyRotation is not set, expected true'], key({})],
      [['deletionWindowInDays is 1, expected 7 to 30'], key({ enableKeyRotation: true, deletionWindowInDays: 1 })],
    ],
  },
})

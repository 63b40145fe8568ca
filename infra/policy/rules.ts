import type { Rule } from './rule.ts'
import { alarmRules } from './rules/alarms.ts'
import { backupRules } from './rules/backups.ts'
import { bucketRules } from './rules/buckets.ts'
import { containerRules } from './rules/containers.ts'
import { databaseRules } from './rules/database.ts'
import { deploymentRules } from './rules/deployment.ts'
import { edgeRules } from './rules/edge.ts'
import { encryptionRules } from './rules/encryption.ts'
import { imageRules } from './rules/images.ts'
import { logRules } from './rules/logs.ts'
import { networkRules } from './rules/network.ts'
import { permissionRules } from './rules/permissions.ts'
import { secretRules } from './rules/secrets.ts'
import { tagRules } from './rules/tags.ts'
import { trafficRules } from './rules/traffic.ts'
import { trustRules } from './rules/trust.ts'
import { webFirewallRules } from './rules/web-firewall.ts'

/** Every rule. Tests, the policy pack and docs/policy.md are made from it. */
export const rules: readonly Rule[] = [
  ...trafficRules,
  ...networkRules,
  ...edgeRules,
  ...webFirewallRules,
  ...containerRules,
  ...secretRules,
  ...imageRules,
  ...deploymentRules,
  ...databaseRules,
  ...encryptionRules,
  ...bucketRules,
  ...backupRules,
  ...permissionRules,
  ...trustRules,
  ...logRules,
  ...alarmRules,
  ...tagRules,
]

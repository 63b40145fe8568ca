// JavaScript, because Pulumi's runner of policy packs compiles a TypeScript entry by itself and stumbles over imports
// that end in .ts. What this file imports is read by Node.
import { PolicyPack } from '@pulumi/policy'
import { enginePolicies } from './engine-policies.ts'
import { rules } from './rules.ts'

// The SDK serves the pack from its constructor on.
new PolicyPack('mpla', { policies: enginePolicies(rules) })

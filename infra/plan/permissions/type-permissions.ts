/**
 * The IAM actions that it takes to create, change, read and delete resources of one type, by how far AWS lets them be
 * narrowed. Each is `service:Action` as the service authorization reference of AWS spells it; a test compares.
 */
export interface TypePermissions {
  /** Looking. On everything in the region: what lists and describes mostly takes no resource. */
  readonly read?: readonly string[]
  /** Reading the value of a secret of the stack. Not for a role that only looks. */
  readonly readSecrets?: readonly string[]
  /** On what has the stack's name in its ARN (stack-arns.ts). */
  readonly named?: readonly string[]
  /** On what has an id that AWS makes up: where it has the stack's tag. */
  readonly tagged?: readonly string[]
  /** Tags, on new things and on the stack's own, never on what has the tag of another stack. */
  readonly tagging?: readonly string[]
  /** Grants on keys, only for a service of AWS that uses them on behalf of the stack. */
  readonly grants?: readonly string[]
  /** On everything in the region: creating what has no ARN yet, and what AWS does not let be narrowed. */
  readonly any?: readonly string[]
  /** On roles of the stack that are held by its permissions boundary (role-boundary.ts). */
  readonly bounded?: readonly string[]
  /** On records of the stack's domain. */
  readonly records?: readonly string[]
  /** Services that are given a role, so that they may be. */
  readonly passesRoleTo?: readonly string[]
  /** Services that make themselves a role in an account when they are first used in it. */
  readonly serviceRoles?: readonly string[]
}

/** By resource type, e.g. `aws:ec2/vpc:Vpc`. */
export type PermissionTable = Readonly<Record<string, TypePermissions>>

import { bucketPermissions } from './bucket-permissions.ts'
import { dataPermissions } from './data-permissions.ts'
import { edgePermissions } from './edge-permissions.ts'
import { networkPermissions } from './network-permissions.ts'
import { servicePermissions } from './service-permissions.ts'
import type { PermissionTable, TypePermissions } from './type-permissions.ts'
import { watchingPermissions } from './watching-permissions.ts'

/**
 * What a deployment needs, by resource type. Every type that a stack may register is here, whatever its settings, so that
 * a change of settings can be deployed by the role that exists; a test fails on a type that is missing.
 */
export const permissionTable: PermissionTable = {
  ...networkPermissions,
  ...edgePermissions,
  ...bucketPermissions,
  ...servicePermissions,
  ...dataPermissions,
  ...watchingPermissions,
}

/** Each entry of one kind over all types, once, in alphabetical order. */
export const allOf = (kind: keyof TypePermissions): readonly string[] =>
  [...new Set(Object.values(permissionTable).flatMap((permissions) => permissions[kind] ?? []))].toSorted()

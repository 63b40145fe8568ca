/** One resource that `pulumi up` would create. */
export interface PlannedResource {
  readonly type: string
  readonly name: string
  /** Component it belongs to, e.g. `Network`. */
  readonly group: string
  /** Secret ones are `secretText`. */
  readonly inputs: Readonly<Record<string, unknown>>
}

/** Stands for a value that is known only once AWS has made it up. */
export const unknownText = '(known after creation)'

/** Stands for a secret value, so that a plan can be printed and compared. */
export const secretText = '(secret)'

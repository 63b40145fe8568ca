/** One resource that `pulumi up` would create. */
export interface PlannedResource {
  readonly type: string
  readonly name: string
  /** Component it belongs to, e.g. `Network`. */
  readonly group: string
  readonly inputs: Readonly<Record<string, unknown>>
}

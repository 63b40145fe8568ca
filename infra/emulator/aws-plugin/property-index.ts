// What the bridge knows: the property names of every type, made once by index-properties-command.ts.
import { readFileSync } from 'node:fs'
import type { Kind } from './type-names.ts'

/** First letter of a property's type: string, number, integer, boolean, array, object. */
export type KindLetters = Record<string, string>
/** Inputs and outputs of a type, in the bridge's names. */
export interface PropertyKinds {
  readonly in: KindLetters
  readonly out: KindLetters
}

export interface PropertyIndex {
  /** Of the Terraform provider. */
  readonly version: string
  /** Settings of the provider. */
  readonly config: KindLetters
  /** Services that `endpoints` may name. */
  readonly endpoints: readonly string[]
  readonly resources: Record<string, PropertyKinds>
  readonly functions: Record<string, PropertyKinds>
}

export const readPropertyIndex = (file: string): PropertyIndex => JSON.parse(readFileSync(file, 'utf8'))

export const kindsOf = (index: PropertyIndex, kind: Kind): Record<string, PropertyKinds> =>
  kind === 'function' ? index.functions : index.resources

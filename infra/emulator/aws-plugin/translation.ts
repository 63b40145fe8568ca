// Turns the inputs, outputs and property paths of one type of @pulumi/aws 7 into the bridge's, and back.
import type { PropertyKinds } from './property-index.ts'
import { copiedOutputs } from './property-names.ts'
import { translatePath } from './property-path.ts'
import { inside, isMarked, isObject, isUnknown, jsonText, peeled, type Values } from './pulumi-values.ts'
import { otherSide, RenameRules, type Rule, type Side } from './rename-rules.ts'

/** A file archive becomes its path: the Terraform provider takes a ready .zip file and makes none. */
function archivePath(value: unknown): string {
  if (typeof value === 'string') return value // translated before
  if (isObject(value) && typeof value['path'] === 'string') return value['path']
  throw new Error('the emulator takes code only as a FileArchive of a .zip file')
}

const asList = (value: unknown): unknown =>
  Array.isArray(value) || isUnknown(value) || value === null ? value : [value]
const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
const isInternal = (key: string): boolean => key.startsWith('__')

export class Translation {
  readonly #short: string
  readonly #kinds: PropertyKinds
  readonly #rules: RenameRules

  /** @param short e.g. "ecs/service" @param kinds the properties that the bridge knows of it */
  constructor(short: string, kinds: PropertyKinds) {
    this.#short = short
    this.#kinds = kinds
    this.#rules = new RenameRules(short)
  }

  get short(): string {
    return this.#short
  }

  /** Inputs of a program for the bridge. `dropped` is told of inputs that the bridge does not know. */
  inputs(values: Values, dropped?: (name: string) => void): Values {
    const result: Values = {}
    for (const [name, value] of Object.entries(this.#renamed(values, '', 'ours', false))) {
      const kind = this.#kinds.in[name]
      if (isInternal(name) || kind) {
        // Where Terraform has JSON text, @pulumi/aws also takes the document as an object.
        result[name] = kind === 's' && isObject(peeled(value)) ? jsonText(value) : value
      } else if (name !== 'region') dropped?.(name) // every resource is in its provider's region
    }
    return result
  }

  /** Stored outputs of a program for the bridge. */
  state(values: Values): Values {
    const known: Record<string, string> = { ...this.#kinds.in, ...this.#kinds.out, id: 's' }
    const renamed = Object.entries(this.#renamed(values, '', 'ours', true))
    return Object.fromEntries(renamed.filter(([name]) => isInternal(name) || name in known))
  }

  /** Inputs of the bridge for a program. */
  inputsBack(values: Values): Values {
    return this.#renamed(values, '', 'theirs', false)
  }

  /** Outputs of the bridge for a program, with those that only @pulumi/aws 7 has. */
  outputsBack(values: Values, region: string | undefined): Values {
    const result = this.inputsBack(values)
    if (!this.#kinds.out['region'] && region !== undefined) result['region'] ??= region
    for (const [name, source] of Object.entries(copiedOutputs[this.#short] ?? {}))
      if (source in result) result[name] = result[source]
    return result
  }

  /** A property path in the names of `side`, in the names of the other side. */
  path(text: string, side: Side): string {
    return translatePath(text, side, this.#rules)
  }

  #walk(value: unknown, path: string, side: Side, isState: boolean): unknown {
    return inside(value, (plain) => {
      if (Array.isArray(plain)) return plain.map((item) => this.#walk(item, path, side, isState))
      if (!isObject(plain) || isMarked(plain)) return plain
      return this.#renamed(plain, path, side, isState)
    })
  }

  #renamed(values: Values, path: string, side: Side, isState: boolean): Values {
    const result: Values = {}
    for (const [name, value] of Object.entries(values)) {
      if (isInternal(name)) {
        result[name] = name === '__defaults' ? this.#renamedNames(value, path, side) : value
        continue
      }
      const rule = this.#rules.find(path, name, side)
      if (rule && rule[otherSide(side)] === null) continue
      const ours = rule?.ours ?? name
      const inner = this.#walk(value, path ? `${path}.${ours}` : ours, side, isState)
      const next = this.#reshaped(inner, rule, side)
      if (next !== undefined) result[rule?.[otherSide(side)] ?? name] = next
    }
    if (isState) this.#addEmptyLists(result, path, side)
    return result
  }

  /** `__defaults` lists the names of the inputs that were not given by the program. */
  #renamedNames(names: unknown, path: string, side: Side): unknown {
    if (!Array.isArray(names)) return names
    return names.map((name) => this.#rules.find(path, String(name), side)?.[otherSide(side)] ?? name)
  }

  #reshaped(value: unknown, rule: Rule | undefined, side: Side): unknown {
    if (rule?.ours === 'code' && side === 'ours') return inside(value, archivePath)
    if (rule?.listOn === otherSide(side)) return inside(value, asList)
    return rule?.listOn === side ? inside(value, firstOf) : value
  }

  /** In a state the bridge has an empty list where the program sees nothing. */
  #addEmptyLists(result: Values, path: string, side: Side): void {
    for (const rule of this.#rules.all)
      if (rule.listOn === 'theirs' && rule.theirs !== null && this.#rules.find(path, rule.ours, side) === rule)
        result[rule.theirs] ??= []
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isPullRequest } from './plan/stack-kind.ts'

/** Configuration of a stack as its file holds it. */
export interface StackFile {
  /** By full key; a secret's value is a stand-in, because only Pulumi can decrypt it. */
  readonly config: Readonly<Record<string, string>>
  readonly secretKeys: readonly string[]
}

/** Takes the place of a secret that is encrypted, or not there yet. Long enough for every secret. */
export const secretStandIn = 'stand-in-for-a-secret-value'

/**
 * Reads the file of a stack. That of a pull request has none of its own and takes the one of dev.
 * @param folder where Pulumi.yaml is
 * @throws Error that names the stacks there are
 */
export function readStackFile(folder: string, stack: string): StackFile {
  const fileOf = (name: string) => join(folder, `Pulumi.${name}.yaml`)
  const file = existsSync(fileOf(stack)) || !isPullRequest(stack) ? fileOf(stack) : fileOf('dev')
  if (existsSync(file)) return parseStackFile(readFileSync(file, 'utf8'))
  const stacks = readdirSync(folder).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
  throw new Error(`There is no stack ${stack}: expected one of ${stacks.toSorted().join(', ')}, or pr-NUMBER`)
}

/**
 * Reads a `Pulumi.STACK.yaml`.
 * @throws Error when it is no YAML, or `config` is no map
 */
export function parseStackFile(text: string): StackFile {
  const file: unknown = parse(text)
  const config = isMap(file) ? (file['config'] ?? {}) : file === null ? {} : undefined
  if (!isMap(config)) throw new Error('Expected a stack file with a map named config, as `pulumi config set` writes it')
  const isSecret = (value: unknown) => isMap(value) && typeof value['secure'] === 'string'
  return {
    config: Object.fromEntries(
      Object.entries(config).map(([key, value]) => [key, isSecret(value) ? secretStandIn : scalar(value)]),
    ),
    secretKeys: Object.keys(config).filter((key) => isSecret(config[key])),
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Pulumi hands every value to the program as text, structures as JSON. */
const scalar = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

import type { RecordedResource, Recording } from '../recorder.ts'

/** Recorded resources of a type, e.g. `aws:ecs/service:Service`. */
export const resourcesOf = ({ resources }: Recording, type: string): readonly RecordedResource[] =>
  resources.filter((resource) => resource.type === type)

/** The one resource of a type, or of a type and a name. @throws Error when there is not exactly one */
export function oneResource(recording: Recording, type: string, name?: string): RecordedResource {
  const found = resourcesOf(recording, type).filter((resource) => name === undefined || resource.name === name)
  const [only] = found
  if (only === undefined || found.length > 1)
    throw new Error(`Expected one ${type} ${name ?? ''}, got ${found.map((each) => each.name).join(', ') || 'none'}`)
  return only
}

export const inputsOf = (recording: Recording, type: string, name?: string): Readonly<Record<string, unknown>> =>
  oneResource(recording, type, name).inputs

/** A JSON document among the inputs, e.g. a policy. */
export const jsonOf = (inputs: Readonly<Record<string, unknown>>, key: string): unknown =>
  JSON.parse(String(inputs[key]))

/** What the tests look at of a container definition. */
export interface Container {
  readonly name: string
  readonly environment: readonly { readonly name: string; readonly value: string }[]
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[]
  readonly [other: string]: unknown
}

/** The containers of the stack's task definition, in order. */
export const containersOf = (recording: Recording): readonly Container[] =>
  // Made by infra/plan/containers.ts, whose type is lost in JSON.
  jsonOf(inputsOf(recording, 'aws:ecs/taskDefinition:TaskDefinition'), 'containerDefinitions') as Container[]

import type { PolicyResource } from './rule.ts'

/** Resources of a type. */
export const ofType = (stack: readonly PolicyResource[], type: string): readonly PolicyResource[] =>
  stack.filter((resource) => resource.type === type)

/** Whether an input of a resource was made from another one, e.g. holds its id. */
export const refersTo = (resource: PolicyResource, input: string, target: PolicyResource): boolean =>
  resource.madeFrom[input]?.includes(target.urn) === true

/** Whether two inputs were made from the same resource, e.g. name the same group. */
export const shareTarget = (
  [one, input]: readonly [PolicyResource, string],
  [other, otherInput]: readonly [PolicyResource, string],
): boolean => one.madeFrom[input]?.some((urn) => other.madeFrom[otherInput]?.includes(urn)) === true

/** Whether its tags say that it belongs to a production stack. */
export const isProd = ({ inputs }: PolicyResource): boolean => {
  const tags = inputs['tags']
  return typeof tags === 'object' && tags !== null && 'kind' in tags && tags.kind === 'prod'
}

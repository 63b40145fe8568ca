import { document, type PolicyDocument, type Statement } from '../policy-document.ts'

/** Longest managed policy of AWS, in characters, white space not counted. */
export const longestPolicy = 6144
/** Managed policies that a role can have, unless AWS has raised the quota. */
export const mostPolicies = 10

/** Size of a policy as AWS counts it. Ours are written without white space. */
export const policySize = (policy: PolicyDocument): number => JSON.stringify(policy).replace(/\s/g, '').length

/** Halves of a statement that is too long for a policy of its own. */
function halves(statement: Statement): readonly Statement[] {
  const { Action, Sid } = statement
  if (policySize(document(statement)) <= longestPolicy) return [statement]
  if (typeof Action === 'string' || Action.length < 2)
    throw new Error(`Expected a statement of at most ${longestPolicy} characters; ${Sid} cannot be divided by actions`)
  const middle = Math.ceil(Action.length / 2)
  return [
    { ...statement, Action: Action.slice(0, middle) },
    { ...statement, Sid: `${Sid}More`, Action: Action.slice(middle) },
  ].flatMap(halves)
}

/**
 * Policies that hold these statements, each within the size that AWS allows: the longest statement first, each into the
 * first policy that has room.
 * @throws Error when a role could not have that many
 */
export function packPolicies(statements: readonly Statement[]): readonly PolicyDocument[] {
  const sized = statements.flatMap(halves).toSorted((a, b) => policySize(document(b)) - policySize(document(a)))
  const policies: Statement[][] = []
  for (const statement of sized) {
    const room = policies.find((policy) => policySize(document(...policy, statement)) <= longestPolicy)
    if (room) room.push(statement)
    else policies.push([statement])
  }
  if (policies.length > mostPolicies)
    throw new Error(`Expected at most ${mostPolicies} policies for a role, got ${policies.length}`)
  return policies.map((policy) => document(...policy))
}

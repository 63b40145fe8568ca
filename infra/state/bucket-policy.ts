/** A statement of a bucket policy, as far as it is looked at. */
type Statement = { readonly Sid?: string } & Readonly<Record<string, unknown>>

const sid = 'RefuseWithoutTls'

/** Refuses every call that is not encrypted on its way. */
const refuseWithoutTls = (arn: string): Statement => ({
  Sid: sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
})

/**
 * The policy with TLS demanded; the statements of others stay.
 * @param current JSON, or undefined where the bucket has none
 * @param arn of the bucket
 * @returns JSON, or undefined when the current one says it already
 * @throws SyntaxError when the current one is no JSON
 */
export function policyWithTls(current: string | undefined, arn: string): string | undefined {
  const wanted = refuseWithoutTls(arn)
  const found = current === undefined ? { Version: '2012-10-17' } : (JSON.parse(current) as Record<string, unknown>) // AWS stores no other JSON
  const statements = [found['Statement'] ?? []].flat() as Statement[] // one statement may stand without a list
  const others = statements.filter(({ Sid }) => Sid !== sid)
  const own = statements.filter(({ Sid }) => Sid === sid)
  if (own.length === 1 && JSON.stringify(sorted(own[0])) === JSON.stringify(sorted(wanted))) return undefined
  return JSON.stringify({ ...found, Statement: [...others, wanted] })
}

/** With the keys of every object in order, so that two can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}

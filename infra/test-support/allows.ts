import type { PolicyDocument, Statement } from '../plan/policy-document.ts'

/** A call to AWS, as a policy sees it. */
export interface Call {
  readonly action: string
  readonly resource: string
  /** Condition keys and their values in this call. */
  readonly context?: Readonly<Record<string, string>>
}

/** `*` stands for any text, `?` for any character; upper and lower case of actions are one. */
const matches = (pattern: string, text: string, flags = '') =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  ).test(text)

const list = <Value>(value: Value | readonly Value[]): readonly Value[] =>
  Array.isArray(value) ? value : [value as Value] // isArray does not narrow readonly

function holds(operator: string, key: string, expected: readonly string[], context: Call['context'] = {}): boolean {
  const actual = context[key]
  if (actual === undefined) return operator.endsWith('IfExists') || operator.startsWith('ForAllValues:')
  const isLike = operator.includes('Like')
  return expected.some((each) => (isLike ? matches(each, actual) : each === actual))
}

function applies({ Action, Resource = '*', Condition = {} }: Statement, { action, resource, context }: Call): boolean {
  return (
    list(Action).some((each) => matches(each, action, 'i')) &&
    list(Resource).some((each) => matches(each, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, expected]) => holds(operator, key, list(expected), context)),
    )
  )
}

/** What IAM answers: allowed by a statement, and denied by none. Of the operators those that our policies use. */
export function allows(policies: readonly PolicyDocument[], call: Call): boolean {
  const speaking = policies.flatMap(({ Statement }) => Statement).filter((statement) => applies(statement, call))
  return speaking.some(({ Effect }) => Effect === 'Allow') && !speaking.some(({ Effect }) => Effect === 'Deny')
}

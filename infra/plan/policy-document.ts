/** Policy documents. `Value` is a string, or an output of one, so that the files which make them need no Pulumi. */
export interface Statement<Value = string> {
  readonly Sid: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: '*' | { readonly Service: string } | { readonly AWS: Value } | { readonly Federated: Value }
  readonly Action: string | readonly string[]
  readonly Resource?: Value | '*' | readonly Value[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Value | string | readonly string[]>>>>
}

export interface PolicyDocument<Value = string> {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement<Value>[]
}

export const document = <Value>(...statements: Statement<Value>[]): PolicyDocument<Value> => ({
  Version: '2012-10-17',
  Statement: statements,
})

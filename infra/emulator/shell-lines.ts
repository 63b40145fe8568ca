import { quoted } from '../operations/quoted.ts'

/** Lines for a shell's `eval`. An empty value takes the variable away: the AWS CLI refuses a profile without a name. */
export const shellLines = (variables: Readonly<Record<string, string>>): string[] =>
  Object.entries(variables).map(([name, value]) => (value === '' ? `unset ${name}` : `export ${name}=${quoted(value)}`))

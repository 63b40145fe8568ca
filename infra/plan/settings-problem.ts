/** One thing that is wrong with a stack's configuration, with everything needed to mend it. */
export interface SettingsProblem {
  /** Name without its namespace. */
  readonly key: string
  /** What is wrong, including what came. Never holds a secret's value. */
  readonly what: string
  readonly expected: string
  readonly description: string
  /** Command lines; one of them mends it. */
  readonly mend: readonly string[]
}

/** All problems of one stack's configuration. Thrown before any resource is registered. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly problems: readonly SettingsProblem[]

  constructor(stack: string, problems: readonly SettingsProblem[]) {
    super(describe(stack, problems))
    this.problems = problems
  }
}

function describe(stack: string, problems: readonly SettingsProblem[]): string {
  const count = problems.length === 1 ? 'One setting' : `${problems.length} settings`
  const blocks = problems.map((problem) => {
    const [first, ...others] = problem.mend
    return [
      `mpla:${problem.key} ${problem.what}`,
      `  what it is  ${problem.description}`,
      `  expected    ${problem.expected}`,
      `  mend with   ${first}`,
      ...others.map((line) => `  or with     ${line}`),
    ].join('\n')
  })
  return `${count} of stack ${stack} must be mended first; nothing was created or changed.\n\n${blocks.join('\n\n')}\n`
}

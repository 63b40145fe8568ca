/** Why a deployment ended, in words for the operator. Anything else that is thrown is a bug and keeps its stack. */
export class DeployFailure extends Error {
  override readonly name = 'DeployFailure'
  /** Path in the repository of the page that says how to go on. */
  readonly runbook: string | undefined

  /** @param message what was expected, what came, and what to do */
  constructor(message: string, options: { readonly runbook?: string; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.runbook = options.runbook
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

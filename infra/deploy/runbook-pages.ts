/** Pages that a failing deployment names; a test holds that each is there. */
export const runbookPages = {
  /** Failed resources, and how to go back to the former release. */
  rollBack: 'runbooks/README.md',
  /** Tasks that do not start, or do not become healthy. */
  tasks: 'runbooks/unhealthy-hosts.md',
  /** The service answers, but with errors. */
  errors: 'runbooks/server-error-ratio.md',
  state: 'docs/state.md',
} as const

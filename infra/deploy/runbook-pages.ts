import type { StoppedTask } from './account.ts'

/** Pages that a failing deployment names; a test holds that each is there. */
export const runbookPages = {
  /** Failed resources, and how to go back to the former release. */
  rollBack: 'runbooks/roll-back.md',
  /** ECS could not replace the tasks. */
  deployment: 'runbooks/deployment-failed.md',
  /** The tasks never began, because the database could not be brought up to date. */
  migration: 'runbooks/migration-failed.md',
  /** The tasks run, but do not become healthy. */
  tasks: 'runbooks/unhealthy-hosts.md',
  /** The service answers, but with errors. */
  errors: 'runbooks/server-error-ratio.md',
  state: 'docs/state.md',
} as const

/** Tasks that ECS tries before it gives a deployment up. */
const tries = 3

/** The page for a service that could not be replaced. @param stopped tasks, newest first */
export const pageOfFailedService = (stopped: readonly StoppedTask[]): string =>
  stopped
    .slice(0, tries)
    .flatMap(({ containers }) => containers)
    .some(({ name, exitCode = 0 }) => name === 'migrate' && exitCode !== 0)
    ? runbookPages.migration
    : runbookPages.deployment

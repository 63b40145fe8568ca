import type { Drill, Walkthrough } from '../exercise.ts'

const shared = {
  at: '2026-01-02T03:04:05.678Z',
  stack: 'prod',
  on: 'account',
  commands: { run: 6, skipped: 1 },
  passed: true,
  commit: '0123456789abcdef0123456789abcdef01234567',
} as const

/** A drill that passed, but for what is given. */
export const drillOf = (own: Partial<Drill> = {}): Drill => ({
  ...shared,
  alarm: 'high-cpu',
  cause: 'state',
  notifySeconds: 1.5,
  mitigateSeconds: 60,
  ...own,
})

/** A page that was gone through, but for what is given. */
export const walkthroughOf = (own: Partial<Walkthrough> = {}): Walkthrough => ({
  ...shared,
  page: 'restore-database',
  ...own,
})

import type { Account } from '../account.ts'

/** An account that is in order, but for what is given. */
export const accountWith = (own: Partial<Account> = {}): Account => ({
  identity: async () => ({
    account: '123456789012',
    arn: 'arn:aws:iam::123456789012:user/operator',
    region: 'eu-west-1',
  }),
  firing: async () => [],
  rollout: async () => undefined,
  stoppedTasks: async () => [],
  ...own,
})

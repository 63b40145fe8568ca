import { optionalInteger } from './setting.ts'

/** What the stack may cost. */
export const costSettings = {
  budgetUsd: optionalInteger(1, 1_000_000, {
    description:
      'Cost of the stack above which the topic for tickets is told, at 80 % and 100 % and when it will be; one and a half times the estimate of `npm run plan` when not set. AWS Budgets is free; the tag `stack` must be activated for cost allocation',
    unit: 'USD a month',
    example: '200',
  }),
} as const

import { integer, optionalInteger } from './setting.ts'

/** What the stack may cost, and what it may spend on models. */
export const costSettings = {
  budgetUsd: optionalInteger(1, 1_000_000, {
    description:
      'Cost of the stack above which the topic for tickets is told, at 80 % and 100 % and when it will be; one and a half times the estimate of `npm run plan` when not set. AWS Budgets is free; the tag `stack` must be activated for cost allocation',
    unit: 'USD a month',
    example: '200',
  }),
  spendPerHourUsd: integer(1, 100_000, {
    description:
      'What model calls may cost in an hour before spend-per-hour fires; nothing is stopped by it. By the prices that the models are listed with: calls of a model without a known price are not in it. The defaults are far above what people who work with the service spend, since an ordinary run of the default model is estimated at 0.02 to 0.22 USD',
    unit: 'USD an hour',
    example: '50',
    defaults: { prod: 20, dev: 5 },
  }),
} as const

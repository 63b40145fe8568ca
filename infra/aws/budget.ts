import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { type BudgetNotice, budgetTagFilter } from '../plan/budget.ts'

export interface BudgetArgs {
  /** USD a month. */
  readonly limitUsd: number
  readonly notices: readonly BudgetNotice[]
  /** Topic that AWS Budgets may publish to. */
  readonly topicArn: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/**
 * Tells when the stack costs more than it should. It counts what carries the stack's tag, once the tag `stack` is
 * activated for cost allocation, which only the account that pays can do. Budgets are the account's, in no region.
 */
export class Budget extends pulumi.ComponentResource {
  constructor(name: string, args: BudgetArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Budget', name, {}, options)
    new aws.budgets.Budget(
      `${name}-cost`,
      {
        name: `${name}-cost`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        limitAmount: String(args.limitUsd),
        limitUnit: 'USD',
        costFilters: [{ name: 'TagKeyValue', values: [...budgetTagFilter(args.tags)] }],
        notifications: args.notices.map(({ type, percent }) => ({
          notificationType: type,
          comparisonOperator: 'GREATER_THAN',
          threshold: percent,
          thresholdType: 'PERCENTAGE',
          subscriberSnsTopicArns: [args.topicArn],
        })),
        tags: args.tags,
      },
      { parent: this },
    )
    this.registerOutputs({})
  }
}

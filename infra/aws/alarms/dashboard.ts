import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import type { Alarm, AlarmedStack } from '../../plan/alarms/alarm.ts'
import { dashboardBody } from '../../plan/alarms/dashboard.ts'

export interface DashboardArgs {
  readonly settings: AlarmedStack
  readonly alarms: readonly Alarm[]
  readonly region: pulumi.Input<string>
  readonly partition: pulumi.Input<string>
  readonly account: pulumi.Input<string>
  readonly runbooks: string | undefined
}

/** What to look at during an incident: every alarm with its state, its graph and its runbook, by symptom. */
export class Dashboard extends pulumi.ComponentResource {
  readonly dashboardName: pulumi.Output<string>

  constructor(name: string, args: DashboardArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Dashboard', name, {}, options)
    const { settings, alarms, region, partition, account, runbooks } = args
    // Made of names instead of outputs: an alarm that is replaced keeps its name, and the dashboard stays as it is.
    const arnOf = (alarm: string) => pulumi.interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarm}`
    const body = dashboardBody<pulumi.Input<string>>({ stack: settings, alarms, region, arnOf, runbooks })
    const dashboard = new aws.cloudwatch.Dashboard(
      `${name}-overview`,
      { dashboardName: `${name}-overview`, dashboardBody: pulumi.jsonStringify(body) },
      { parent: this },
    )
    this.dashboardName = dashboard.dashboardName
    this.registerOutputs({})
  }
}

/** The AWS account of a stack, as far as a deployment asks it. */
export interface Account {
  /** Whose credentials these are, and the region that calls go to. */
  identity(): Promise<Identity>
  /** Those of the alarms that are in ALARM. Names of alarms that do not exist are passed over. */
  firing(names: readonly string[]): Promise<readonly FiringAlarm[]>
  /** Undefined while there is no such service. */
  rollout(cluster: string, service: string): Promise<Rollout | undefined>
  /** The last tasks that stopped, newest first. ECS keeps them for about an hour. */
  stoppedTasks(cluster: string, service: string): Promise<readonly StoppedTask[]>
}

export interface Identity {
  readonly account: string
  readonly arn: string
  readonly region: string
}

export interface FiringAlarm {
  readonly name: string
  readonly since: Date | undefined
  /** CloudWatch's words. */
  readonly reason: string
}

/** Where the newest deployment of a service stands. */
export interface Rollout {
  /** IN_PROGRESS, COMPLETED or FAILED. */
  readonly state: string
  readonly reason: string
  readonly desired: number
  readonly running: number
  readonly pending: number
  readonly failed: number
  /** Newest first. */
  readonly events: readonly { readonly at: Date; readonly message: string }[]
}

export interface StoppedTask {
  readonly reason: string
  readonly containers: readonly {
    readonly name: string
    readonly exitCode: number | undefined
    readonly reason: string | undefined
  }[]
}

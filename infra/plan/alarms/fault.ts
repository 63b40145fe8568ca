/** Commands that cause an alarm on purpose, for a drill. They take every name from the outputs of the stack. */
export interface Fault {
  /** What it does, completing "This …". */
  readonly does: string
  /** Whether users may notice. A prod stack wants that said twice. */
  readonly isNoticed: boolean
  /** Bash. What it sets, `undo` sees. */
  readonly script: string
  /** Seconds until it is made again while the alarm does not fire; once when not given. */
  readonly repeat?: number
  /** Puts back what neither AWS nor the page does. */
  readonly undo?: string
}

const tasks =
  'aws ecs list-tasks --cluster "$(pulumi stack output cluster)" --service-name "$(pulumi stack output service)" --desired-status RUNNING'
const stop =
  'aws ecs stop-task --cluster "$(pulumi stack output cluster)" --reason Drill --query task.desiredStatus --output text --task'

/** The youngest task is stopped as often as ECS starts another one, so that one is missing all the time. */
export const keepOneTaskAway: Fault = {
  does: 'stops the youngest task each time that ECS has started it, until one has been missing for a quarter of an hour',
  isNoticed: true,
  script: [
    `running="$(${tasks} --query 'taskArns[]' --output text)"`,
    `[ -z "$running" ] || ${stop} "$(aws ecs describe-tasks --cluster "$(pulumi stack output cluster)" --tasks $running --query 'sort_by(tasks,&createdAt)[-1].taskArn' --output text)"`,
  ].join('\n'),
  repeat: 20,
}

export const keepEveryTaskAway: Fault = {
  does: 'stops every task each time that ECS has started one, until nobody is served',
  isNoticed: true,
  script: `for task in $(${tasks} --query 'taskArns[]' --output text); do ${stop} "$task"; done`,
  repeat: 20,
}

const target =
  '--service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id "service/$(pulumi stack output cluster)/$(pulumi stack output service)"'
const least = (count: string) =>
  `aws application-autoscaling register-scalable-target ${target} --min-capacity "${count}"`

export const wantEveryTask: Fault = {
  does: 'lets autoscaling start as many tasks as it may, and keeps them until the alarm has fired',
  isNoticed: false,
  script: [
    `read -r DRILL_LEAST DRILL_MOST <<< "$(aws application-autoscaling describe-scalable-targets --service-namespace ecs --resource-ids "service/$(pulumi stack output cluster)/$(pulumi stack output service)" --query 'ScalableTargets[0].[MinCapacity,MaxCapacity]' --output text)"`,
    least('$DRILL_MOST'),
  ].join('\n'),
  undo: least('$DRILL_LEAST'),
}

const stream = 'LOG=(--log-group-name "$(pulumi stack output logGroup)" --log-stream-name drill)'

export const writeErrorLines: Fault = {
  does: 'writes ten error lines a minute into the log of the application, in a stream of their own',
  isNoticed: false,
  script: [
    stream,
    `aws logs create-log-stream "\${LOG[@]}" 2>/dev/null || true`,
    `aws logs put-log-events "\${LOG[@]}" --log-events "$(node -p 'JSON.stringify(Array.from({ length: 10 }, () => ({ timestamp: Date.now(), message: JSON.stringify({ level: "error", message: "Drill: nothing is wrong" }) })))')" --query nextSequenceToken`,
  ].join('\n'),
  repeat: 60,
  undo: `${stream}\naws logs delete-log-stream "\${LOG[@]}"`,
}

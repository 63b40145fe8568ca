import { containersOf } from '../containers.ts'
import { dataList, mustBe, textList, valueAt } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { isProd, ofType, refersTo } from '../stack.ts'

const service = 'aws:ecs/service:Service'
const scalingTarget = 'aws:appautoscaling/target:Target'

const circuitBreaker: Rule = {
  id: 'circuit-breaker',
  demands:
    'A deployment that fails is rolled back, by failing tasks and by alarms, and `pulumi up` waits for the outcome',
  why: 'ECS would start the broken task again and again, while `pulumi up` says that all is well',
  controls: [],
  mend: 'Set deploymentCircuitBreaker and alarms to enable and rollback, and waitForSteadyState to true',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [service],
  check: ({ inputs }) => [
    ...mustBe(inputs, 'deploymentCircuitBreaker.enable', true),
    ...mustBe(inputs, 'deploymentCircuitBreaker.rollback', true),
    ...mustBe(inputs, 'alarms.enable', true),
    ...mustBe(inputs, 'alarms.rollback', true),
    ...(textList(valueAt(inputs, 'alarms.alarmNames')).length > 0 ? [] : ['alarms.alarmNames is empty']),
    ...mustBe(inputs, 'waitForSteadyState', true),
  ],
}

const latestPlatform: Rule = {
  id: 'latest-platform',
  demands: 'Tasks run on the newest Fargate platform',
  why: 'A pinned one gets no more security updates once it is retired',
  controls: ['ECS.10'],
  mend: 'Leave platformVersion out, or write LATEST',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [service],
  check: ({ inputs }) => ('platformVersion' in inputs ? mustBe(inputs, 'platformVersion', 'LATEST') : []),
}

const execClosed: Rule = {
  id: 'exec-closed-in-prod',
  demands: 'In prod nobody runs commands in containers',
  why: 'Whoever may sees every secret of the application; a short look is what it is for',
  controls: [],
  mend: 'Set mpla:exec to false when the look is over',
  severity: 'medium',
  // Meant while somebody looks.
  enforcement: 'advisory',
  scope: 'resource',
  types: [service],
  check: (resource) =>
    isProd(resource) && resource.inputs['enableExecuteCommand'] === true ? ['enableExecuteCommand is true'] : [],
}

/** Whether a task keeps its database in a file. */
const usesSqlite = (task: PolicyResource) =>
  containersOf(task).some((container) =>
    dataList(container['environment']).some(
      ({ name, value }) => name === 'DATABASE_URL' && String(value).startsWith('file:'),
    ),
  )

const singleWriter: Rule = {
  id: 'single-writer',
  demands: 'A task with SQLite is alone: no second one beside it, not even during a deployment',
  why: 'SQLite locks through the file system, which NFS does not do reliably: two writers corrupt the database',
  controls: [],
  mend: 'Set deploymentMaximumPercent to 100 and the scaler’s maxCapacity to 1, or use PostgreSQL',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [service],
  check: (resource, stack) => {
    const tasks = ofType(stack, 'aws:ecs/taskDefinition:TaskDefinition')
    if (!tasks.some((task) => refersTo(resource, 'taskDefinition', task) && usesSqlite(task))) return []
    const targets = ofType(stack, scalingTarget).filter((target) => refersTo(target, 'resourceId', resource))
    return [
      ...mustBe(resource.inputs, 'deploymentMaximumPercent', 100),
      ...targets.flatMap(({ inputs }) => mustBe(inputs, 'maxCapacity', 1)),
    ]
  },
}

/** The most tasks that the design is for; it is also what the cost estimate assumes. */
const mostTasks = 3

const scalingBounded: Rule = {
  id: 'scaling-bounded',
  demands: `Autoscaling keeps between 1 and ${mostTasks} tasks`,
  why: 'None is an outage; more than the database and the estimate are made for is a bill',
  controls: [],
  mend: `Set minCapacity to at least 1 and maxCapacity to at most ${mostTasks}`,
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [scalingTarget],
  check: ({ inputs }) => {
    const [least, most] = [Number(inputs['minCapacity']), Number(inputs['maxCapacity'])]
    return least >= 1 && least <= most && most <= mostTasks ? [] : [`it keeps between ${least} and ${most} tasks`]
  },
}

const insights: Rule = {
  id: 'container-insights-in-prod',
  demands: 'In prod the cluster reports what its tasks use',
  why: 'Without it there is no memory of single tasks, restarts or network to look at during an incident',
  controls: ['ECS.12'],
  mend: 'Set containerInsights to enhanced or enabled',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:ecs/cluster:Cluster'],
  check: (resource) =>
    !isProd(resource) ||
    dataList(resource.inputs['settings']).some(
      ({ name, value }) => name === 'containerInsights' && (value === 'enhanced' || value === 'enabled'),
    )
      ? []
      : ['containerInsights is off'],
}

export const deploymentRules: readonly Rule[] = [
  circuitBreaker,
  latestPlatform,
  execClosed,
  singleWriter,
  scalingBounded,
  insights,
]

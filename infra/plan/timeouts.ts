/** Every duration that depends on another one, in seconds unless named otherwise. */
export interface Timeouts {
  /** Between two comments on a quiet event stream. Fixed in the application. */
  readonly heartbeat: number
  /** After which the load balancer cuts a connection without bytes. */
  readonly loadBalancerIdle: number
  /** After which the application closes a connection without requests. Fixed in the application. */
  readonly keepAlive: number
  readonly healthInterval: number
  readonly healthTimeout: number
  /** Answers in a row that make a target healthy, or unhealthy. */
  readonly healthyAfter: number
  readonly unhealthyAfter: number
  /** Between two container health checks by ECS; the first `containerStart` seconds do not count. */
  readonly containerCheckInterval: number
  readonly containerStart: number
  /** From the start of the application's container to its first 200 on the readiness path, at the latest. */
  readonly boot: number
  /** Longest run of the migration container; Fargate's maximum is 120. */
  readonly migration: number
  /** During which ECS overlooks failing health checks of a new task. */
  readonly grace: number
  /** How long open requests may go on after a target is taken out. */
  readonly deregistration: number
  /** From SIGTERM to the application's own exit. */
  readonly shutdownGrace: number
  /** From SIGTERM to SIGKILL; Fargate's maximum is 120. */
  readonly stop: number
  /** From the placement of a task to the start of its first container: network interface, image, volumes. */
  readonly placement: number
  /** Failed tasks in a row that end a deployment: half of the wanted number, at least 3 (ECS API reference). */
  readonly failuresToRollBack: number
  /** How long `pulumi up` waits for the service to be steady. */
  readonly upLimit: number
}

/**
 * The durations of a stack. Sources: load-balancer health checks and draining for speed, Amazon ECS Developer Guide;
 * the heartbeat and keep-alive are the application's.
 */
export function deriveTimeouts(): Timeouts {
  const loadBalancerIdle = 120
  const shutdownGrace = 45
  const healthInterval = 15
  const unhealthyAfter = 3
  const boot = 30
  const migration = 120
  return Object.freeze({
    heartbeat: 15,
    loadBalancerIdle,
    keepAlive: loadBalancerIdle + 5,
    healthInterval,
    healthTimeout: 5,
    healthyAfter: 2,
    unhealthyAfter,
    containerCheckInterval: 30,
    containerStart: boot,
    boot,
    migration,
    // The clock starts with the task, so the migration is inside.
    grace: migration + boot + healthInterval,
    deregistration: 30,
    shutdownGrace,
    stop: shutdownGrace + 15,
    placement: 60,
    failuresToRollBack: 3,
    upLimit: 20 * 60,
  })
}

/** A relation that must hold between durations, and the outage there is when it does not. */
export interface TimeoutRule {
  readonly rule: string
  readonly otherwise: string
  readonly holds: (timeouts: Timeouts) => boolean
}

export const timeoutRules: readonly TimeoutRule[] = [
  {
    rule: 'three heartbeats fit into the load balancer’s idle timeout',
    otherwise: 'a quiet event stream is cut in the middle of a run',
    holds: (t) => 3 * t.heartbeat < t.loadBalancerIdle,
  },
  {
    rule: 'the application keeps connections longer than the load balancer',
    otherwise: 'the load balancer sends a request into a connection that is being closed: sporadic 502',
    holds: (t) => t.keepAlive > t.loadBalancerIdle,
  },
  {
    rule: 'a health check ends before the next one begins',
    otherwise: 'checks pile up on a slow task',
    holds: (t) => t.healthTimeout < t.healthInterval,
  },
  {
    rule: 'the grace period covers migration, boot and the first health check',
    otherwise: 'a healthy but slow deployment is killed and rolled back',
    holds: (t) => t.grace >= t.migration + t.boot + t.healthInterval,
  },
  {
    rule: 'the container check overlooks the boot',
    otherwise: 'ECS replaces tasks that are still starting',
    holds: (t) => t.containerStart >= t.boot,
  },
  {
    rule: 'the application’s own shutdown ends before SIGKILL',
    otherwise: 'a run is cut off instead of being put back into the queue',
    holds: (t) => t.shutdownGrace < t.stop,
  },
  {
    rule: 'the application may finish what the load balancer still lets through',
    otherwise: 'requests that were accepted before the draining began fail',
    holds: (t) => t.shutdownGrace >= t.deregistration,
  },
  {
    rule: 'migration and stop stay within Fargate’s 120 s',
    otherwise: 'the task definition is refused',
    holds: (t) => t.migration <= 120 && t.stop <= 120,
  },
  {
    rule: '`up` waits longer than the circuit breaker needs to roll back',
    otherwise: '`pulumi up` gives up while ECS is still deciding, and does not see the roll-back',
    holds: (t) => t.upLimit > t.failuresToRollBack * failureTime(t) + deployBudget(t).total,
  },
]

/** Longest time, in seconds, until a task that never becomes healthy counts as failed. */
export const failureTime = (t: Timeouts): number => t.placement + t.grace + t.unhealthyAfter * t.healthInterval

/** Longest time a rolling deployment of one task takes when nothing is wrong, by phase, in seconds. */
export function deployBudget(t: Timeouts): { phases: Readonly<Record<string, number>>; total: number } {
  const phases = {
    'place the task and pull the image': t.placement,
    'migrate the database': t.migration,
    'start and answer ready': t.boot,
    'first health check': t.healthInterval,
    'drain the old task': t.deregistration,
    'stop the old task': t.stop,
  }
  return { phases, total: Object.values(phases).reduce((sum, seconds) => sum + seconds, 0) }
}

/** Broken rules; empty when the durations fit together. */
export const brokenTimeoutRules = (t: Timeouts): readonly TimeoutRule[] => timeoutRules.filter((each) => !each.holds(t))

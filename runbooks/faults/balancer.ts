import { setTimeout as delay } from 'node:timers/promises'
import type { Measurement } from '../../app/test-support/cloudwatch.ts'
import { deriveTimeouts } from '../../infra/plan/timeouts.ts'

/** Sees tasks as the load balancer of a stack does: asks whether they are ready, hands requests on, and counts. */
export interface Balancer {
  add(url: string): void
  remove(url: string): void
  /** Sends a request to a healthy task. @throws as fetch does */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Tasks that pass the check at the moment. */
  healthy(): readonly string[]
  /** What CloudWatch would get of it, under the names that it has there. */
  readonly measurements: readonly Measurement[]
  stop(): Promise<void>
}

interface Target {
  isHealthy: boolean
  /** Answers in a row that say something else than `isHealthy`. */
  contrary: number
}

const { healthyAfter, unhealthyAfter } = deriveTimeouts()

export interface BalancerOptions {
  /** Between two rounds of checks, in ms. A stack's is 15 s; a drill has no time for that. */
  readonly intervalMs?: number
  /** Longest wait for the answer to a check, in ms. Default: that of a stack. */
  readonly timeoutMs?: number
}

export function startBalancer(options: BalancerOptions = {}): Balancer {
  const { intervalMs = 100, timeoutMs = deriveTimeouts().healthTimeout * 1_000 } = options
  const targets = new Map<string, Target>()
  const measurements: Measurement[] = []
  const stopping = new AbortController()
  let turn = 0

  const note = (name: string, value: number, unit = 'Count') =>
    measurements.push({ name, unit, dimensions: {}, values: [value], at: Date.now() })

  async function check(url: string, target: Target): Promise<void> {
    const passes = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(timeoutMs) }).then(
      (answer) => answer.status === 200,
      () => false,
    )
    target.contrary = passes === target.isHealthy ? 0 : target.contrary + 1
    if (target.contrary < (target.isHealthy ? unhealthyAfter : healthyAfter)) return
    target.isHealthy = passes
    target.contrary = 0
  }
  const healthy = () => [...targets].filter(([, { isHealthy }]) => isHealthy).map(([url]) => url)

  async function checkAll(): Promise<void> {
    while (!stopping.signal.aborted) {
      await Promise.all([...targets].map(([url, target]) => check(url, target)))
      note('HealthyHostCount', healthy().length)
      note('UnHealthyHostCount', targets.size - healthy().length)
      await delay(intervalMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const checking = checkAll()
  return {
    // A new target needs a single success; the caller has seen it ready.
    add: (url) => void targets.set(url, { isHealthy: true, contrary: 0 }),
    remove: (url) => void targets.delete(url),
    healthy,
    measurements,
    async request(path, init) {
      // With no healthy target the load balancer tries them all, in the hope that the check is what fails.
      const candidates = healthy().length > 0 ? healthy() : [...targets.keys()]
      const url = candidates[turn++ % candidates.length]
      const startedAt = performance.now()
      try {
        const answer = await fetch(`${url}${path}`, init)
        note('RequestCount', 1)
        note('TargetResponseTime', (performance.now() - startedAt) / 1_000, 'Seconds')
        if (answer.status >= 500) note('HTTPCode_Target_5XX_Count', 1)
        return answer
      } catch (error) {
        note('HTTPCode_ELB_5XX_Count', 1) // 502: the connection was refused or broke
        throw error
      }
    },
    async stop() {
      stopping.abort()
      await checking
    },
  }
}

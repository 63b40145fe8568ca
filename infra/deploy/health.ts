import { setTimeout as wait } from 'node:timers/promises'
import { imageContract } from '../plan/image-contract.ts'
import { connectionAdvice, statusAdvice } from './connection-advice.ts'
import { clock } from './durations.ts'
import { DeployFailure } from './failure.ts'
import type { Say } from './phases.ts'
import { runbookPages } from './runbook-pages.ts'

export interface HealthOptions {
  /** Address of the service, without a slash at its end. */
  readonly url: string
  readonly say: Say
  readonly signal: AbortSignal
  /** How long to ask: a new name takes a while to be known. */
  readonly limitMs?: number
  readonly intervalMs?: number
}

/**
 * Asks the service at its public address until it says that it is ready.
 * @throws DeployFailure with the last answer and what it means
 */
export async function waitForHealth({ url, say, signal, limitMs = 300_000, intervalMs = 3_000 }: HealthOptions) {
  const address = `${url}${imageContract.readyPath}`
  const start = performance.now()
  let told = ''
  for (let attempt = 1; ; attempt += 1) {
    const problem = await problemAt(address, signal)
    const elapsed = performance.now() - start
    if (problem === undefined) return say(`${address} answers 200 (attempt ${attempt})`)
    signal.throwIfAborted()
    if (problem !== told) say(`${clock(elapsed)} ${problem}`)
    told = problem
    if (elapsed + intervalMs > limitMs)
      throw new DeployFailure(
        `${address} did not answer 200 within ${Math.round(limitMs / 1000)} s. The last time: ${problem}\nThe resources are deployed. Once the cause is mended, \`npm run up\` again changes nothing and only asks again; --url asks another address, such as the load balancer's.`,
        { runbook: runbookPages.tasks },
      )
    await wait(intervalMs, undefined, { signal })
  }
}

/** What is wrong with one answer; undefined when nothing is. */
async function problemAt(address: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    })
    await answer.body?.cancel()
    return answer.status === 200 ? undefined : statusAdvice(answer.status)
  } catch (error) {
    return connectionAdvice(error)
  }
}

import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { openAiEndpoint as endpoint } from '../test-support/openai-endpoint.ts'
import { callProvider } from './provider-call.ts'
import { ProviderFailure } from './provider-failure.ts'

const limits = { timeoutMs: 10_000, maxRetries: 2, retryDelayMs: 1 }
const reason = new Error('cancelled')
const never = () => new AbortController().signal

describe('One call to a provider', () => {
  test('returns on abort although the attempt takes no notice', async () => {
    const controller = new AbortController()
    const call = callProvider(endpoint, limits, controller.signal, () => new Promise(() => undefined))
    controller.abort(reason)
    await expect(call).rejects.toBe(reason)
  })

  test('returns at its deadline although the attempt takes no notice', async () => {
    const call = callProvider(endpoint, { ...limits, timeoutMs: 20 }, never(), () => new Promise(() => undefined))
    await expect(call).rejects.toMatchObject({ code: 'MODEL_TIMED_OUT' })
  })

  test('takes a failure that the abort itself caused for the abort', async () => {
    const controller = new AbortController()
    const call = callProvider(endpoint, limits, controller.signal, async () => {
      controller.abort(reason)
      throw new ProviderFailure({ kind: 'connection' }, 'aborted')
    })
    await expect(call).rejects.toBe(reason)
  })

  test('makes no attempt for a signal that is aborted already', async () => {
    let attempts = 0
    const call = callProvider(endpoint, limits, AbortSignal.abort(reason), async () => ++attempts)
    await expect(call).rejects.toBe(reason)
    expect(attempts).toBe(0)
  })

  test('waits longer before each further attempt where the provider names no time', async () => {
    const startedAt: number[] = []
    const call = callProvider(endpoint, { ...limits, retryDelayMs: 40 }, never(), async () => {
      startedAt.push(performance.now())
      throw new ProviderFailure({ kind: 'status', status: 503 }, 'busy')
    })
    await expect(call).rejects.toBeInstanceOf(AppError)
    const [first = 0, second = 0, third = 0] = startedAt
    expect(second - first).toBeGreaterThanOrEqual(29)
    expect(third - second).toBeGreaterThanOrEqual(59)
  })

  test('lets an error of our own making through unchanged', async () => {
    const bug = new RangeError('a bug')
    await expect(callProvider(endpoint, limits, never(), () => Promise.reject(bug))).rejects.toBe(bug)
  })
})

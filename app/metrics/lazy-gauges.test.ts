import { Counter, Registry } from 'prom-client'
import { expect, test, vi } from 'vitest'
import { addLazyGauges } from './lazy-gauges.ts'
import { readSnapshot } from './snapshot.ts'

function registryWith(ask: () => Promise<Partial<Record<'waiting' | 'running', number>>>, timeoutMs = 1_000) {
  const registry = new Registry()
  new Counter({ name: 'other_total', help: '-', registers: [registry] }).inc()
  const [asked, onFailure] = [vi.fn(ask), vi.fn()]
  addLazyGauges(registry, { gauges: { waiting: '-', running: '-' }, ask: asked, timeoutMs, onFailure })
  const read = async () => {
    const snapshot = await readSnapshot(registry)
    return Object.fromEntries([...snapshot].map(([name, [sample]]) => [name, sample?.value]))
  }
  return { registry, read, asked, onFailure }
}

test('asks when somebody reads, once for all gauges and all who read meanwhile', async () => {
  let now = 0
  const { registry, read, asked } = registryWith(async () => ({ waiting: ++now, running: 10 * now }))
  expect(asked).not.toHaveBeenCalled()
  const [first, text] = await Promise.all([read(), registry.metrics()])
  expect(first).toEqual({ waiting: 1, running: 10, other_total: 1 })
  expect(text).toMatch(/^waiting 1$/m)
  expect(asked).toHaveBeenCalledOnce()
  expect(await read()).toMatchObject({ waiting: 2, running: 20 })
})

test('a failure takes its own gauges away, tells somebody, and ends with the next answer', async () => {
  const error = new Error('no database')
  const answers = [Promise.resolve({ waiting: 1, running: 1 }), Promise.reject(error), Promise.resolve({ waiting: 2 })]
  for (const answer of answers) answer.catch(() => {})
  const { registry, read, onFailure } = registryWith(() => answers.shift() ?? Promise.resolve({}))
  expect(await read()).toMatchObject({ waiting: 1 })
  expect(await read()).toEqual({ waiting: undefined, running: undefined, other_total: 1 })
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(error)
  expect(await read()).toEqual({ waiting: 2, running: undefined, other_total: 1 })
  expect(await registry.metrics()).not.toMatch(/^waiting /m)
})

test('waits no longer than the time limit, and asks no second question while the first is open', async () => {
  const answer = Promise.withResolvers<{ waiting: number }>()
  const { read, asked, onFailure } = registryWith(() => answer.promise, 20)
  expect(await read()).toEqual({ waiting: undefined, running: undefined, other_total: 1 })
  expect(await read()).toMatchObject({ other_total: 1 })
  expect(asked).toHaveBeenCalledOnce()
  expect(onFailure).toHaveBeenCalledTimes(2)
  expect(onFailure.mock.lastCall?.[0]).toMatchObject({ message: 'No answer within 20 ms' })
  answer.resolve({ waiting: 3 })
  await answer.promise
  expect(await read()).toMatchObject({ waiting: 3 })
  expect(asked).toHaveBeenCalledTimes(2)
})

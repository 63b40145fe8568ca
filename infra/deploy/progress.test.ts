import { expect, test } from 'vitest'
import { followProgress } from './progress.ts'
import { begun, done, failed } from './test-support/events.ts'

const balancer = ['aws:lb/loadBalancer:LoadBalancer', 'mpla-dev-web'] as const
const topic = ['aws:sns/topic:Topic', 'mpla-dev-alerts'] as const
const service = ['aws:ecs/service:Service', 'mpla-dev-app'] as const

test('what takes ten seconds gets a line when it is done, what is quick does not', () => {
  const progress = followProgress(2)
  expect(progress.observe(begun('create', ...balancer), 0)).toEqual([])
  expect(progress.observe(begun('create', ...topic), 0)).toEqual([])
  expect(progress.observe(done('create', ...topic), 9_999)).toEqual([])
  expect(progress.observe(done('create', ...balancer), 61_000)).toEqual(['LoadBalancer mpla-dev-web created in 61 s'])
  expect(progress.account()).toEqual({ done: 2, failed: [], cutOff: [] })
})

test('a heartbeat names what is waited for, the longest first, and no more than four', () => {
  const progress = followProgress(9)
  expect(progress.heartbeat(0)).toBeUndefined()
  progress.observe(begun('create', ...topic), 0)
  progress.observe(done('create', ...topic), 1_000)
  progress.observe(begun('create', ...balancer), 5_000)
  for (const name of ['a', 'b', 'c', 'd']) progress.observe(begun('create', topic[0], name), 10_000)
  expect(progress.heartbeat(70_000)).toBe(
    '1 of 9 done; at work on LoadBalancer mpla-dev-web (1:05), Topic a (1:00), Topic b (1:00), Topic c (1:00) and 1 more',
  )
})

test('where it is known how long something takes at most, the heartbeat says so', () => {
  const progress = followProgress(1, { [service[0]]: 315_000 })
  progress.observe(begun('update', ...service), 0)
  expect(progress.heartbeat(70_000)).toBe('0 of 1 done; at work on Service mpla-dev-app (1:10 of at most 5:15)')
})

test('components, and what stays the same, are no work', () => {
  const progress = followProgress(0)
  progress.observe(begun('create', 'mpla:aws:Edge', 'mpla-dev'), 0)
  progress.observe(begun('create', 'pulumi:pulumi:Stack', 'mpla-dev'), 0)
  progress.observe(begun('same', ...topic), 0)
  expect(progress.heartbeat(60_000)).toBeUndefined()
})

test('both sides of a replacement are told, and counted once', () => {
  const progress = followProgress(1)
  progress.observe(begun('create-replacement', ...balancer), 0)
  expect(progress.observe(done('create-replacement', ...balancer), 20_000)).toEqual([
    'LoadBalancer mpla-dev-web created anew in 20 s',
  ])
  progress.observe(begun('delete-replaced', ...balancer), 20_000)
  expect(progress.observe(done('delete-replaced', ...balancer), 40_000)).toEqual([
    'LoadBalancer mpla-dev-web deleted (replaced) in 20 s',
  ])
  expect(progress.account().done).toBe(1)
})

test('a failure is told at once, and what never ended is cut off', () => {
  const progress = followProgress(2)
  progress.observe(begun('create', ...service), 0)
  expect(progress.isWorkingOn(service[0])).toBe(true)
  progress.observe(begun('create', ...balancer), 0)
  expect(progress.observe(failed('create', ...service), 1_000)).toEqual(['Service mpla-dev-app FAILED after 1.0 s'])
  expect(progress.isWorkingOn(service[0])).toBe(false)
  expect(progress.account()).toEqual({
    done: 0,
    failed: ['Service mpla-dev-app'],
    cutOff: ['LoadBalancer mpla-dev-web'],
  })
})

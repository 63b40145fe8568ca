import { expect, test } from 'vitest'
import { messagesSince, rolloutLine, stoppedTaskLines } from './rollout-text.ts'

const rollout = { state: 'IN_PROGRESS', reason: '', desired: 2, running: 1, pending: 1, failed: 0, events: [] }

test('one line says where the deployment stands, and failed tasks only when there are some', () => {
  expect(rolloutLine(rollout)).toBe('ECS: 1 of 2 tasks run, 1 start (IN_PROGRESS)')
  expect(rolloutLine({ ...rollout, failed: 3 })).toBe('ECS: 1 of 2 tasks run, 1 start, 3 failed (IN_PROGRESS)')
})

test('only what ECS said since the beginning counts, oldest first', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
  const events = [
    { at: at(3), message: 'c' },
    { at: at(2), message: 'b' },
    { at: at(1), message: 'a' },
  ]
  expect(messagesSince({ ...rollout, events }, at(2))).toEqual(['b', 'c'])
})

test('stopped tasks say which container ended how, equal ones once', () => {
  const migration = {
    reason: 'Essential container in task exited',
    containers: [
      { name: 'migrate', exitCode: 1, reason: undefined },
      { name: 'app', exitCode: undefined, reason: 'dependency did not succeed' },
    ],
  }
  const pull = {
    reason: 'CannotPullContainerError: not found',
    containers: [{ name: 'app', exitCode: 0, reason: undefined }],
  }
  expect(stoppedTaskLines([migration, migration, pull])).toEqual([
    'Essential container in task exited; migrate ended with 1; app never ran dependency did not succeed (2 tasks)',
    'CannotPullContainerError: not found',
  ])
})

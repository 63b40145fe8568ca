import { expect, test } from 'vitest'
import { changes, openPhases, phaseNames } from './phases.ts'

test('each phase is told with its lines as they come, and its time', async () => {
  const lines: string[] = []
  let ms = 0
  const phases = openPhases(
    (line) => lines.push(line),
    () => ms,
  )
  const result = await phases.run('settings', (say) => {
    say('first\n  second')
    expect(lines, 'at once').toHaveLength(2)
    ms += 1_500
    return 7
  })
  expect(result).toBe(7)
  expect(lines).toEqual(['settings', '  first\n    second', '  1.5 s'])
  expect(phases.finished()).toEqual([{ name: 'settings', ms: 1_500 }])
})

test('a phase that fails has its time too, and stays the current one', async () => {
  const lines: string[] = []
  const phases = openPhases(
    (line) => lines.push(line),
    () => 0,
  )
  expect(phases.current()).toBeUndefined()
  await expect(phases.run('gate', () => Promise.reject(new Error('an alarm')))).rejects.toThrow('an alarm')
  expect(phases.current()).toBe('gate')
  expect(lines).toEqual(['gate', '  0.0 s'])
})

test('nothing is changed before the phase up', () => {
  expect(phaseNames.filter((name) => changes(name))).toEqual(['up', 'health', 'smoke'])
  expect(changes(undefined)).toBe(false)
})

import { expect, test } from 'vitest'
import { createMemoryWatch } from './memory-watch.ts'

function watch(limitMib: number) {
  const state = { mebibytes: 50, now: 0 }
  const isUsedUp = createMemoryWatch({
    limitMib,
    patienceMs: 60_000,
    residentBytes: () => state.mebibytes * 1024 * 1024,
    now: () => state.now,
  })
  return (mebibytes: number, now: number) => {
    Object.assign(state, { mebibytes, now })
    return isUsedUp()
  }
}

test('memory is used up once it has been above the limit for as long as it may', () => {
  const look = watch(100)
  expect([look(100, 0), look(101, 15_000), look(120, 74_999), look(120, 75_000), look(120, 90_000)]).toEqual([
    false,
    false,
    false,
    true,
    true,
  ])
})

test('memory that falls in between may rise again as long', () => {
  const look = watch(100)
  expect([look(101, 0), look(99, 30_000), look(101, 45_000), look(101, 100_000)]).toEqual([false, false, false, false])
  expect([look(101, 105_000), look(100, 106_000)]).toEqual([true, false])
})

test('without a limit it never is', () => {
  const look = watch(0)
  expect([look(10_000, 0), look(10_000, 1e9)]).toEqual([false, false])
})

import { expect, test } from 'vitest'
import { hasRoom, volumeUse, volumeUseOf } from './volume.ts'

test('counts as df does: what is reserved for root is neither free nor used', () => {
  const use = volumeUseOf({ bsize: 4_096, blocks: 1_000, bfree: 300, bavail: 100 })
  expect(use).toEqual({ freeBytes: 409_600, usedRatio: 700 / 800 })
  expect(volumeUseOf({ bsize: 4_096, blocks: 1_000, bfree: 50, bavail: 0 }).usedRatio).toBe(1)
})

test('a file system without a size of its own is empty', () => {
  expect(volumeUseOf({ bsize: 1, blocks: 0, bfree: 0, bavail: 0 })).toEqual({ freeBytes: 0, usedRatio: 0 })
})

test('asks the file system of a folder', async () => {
  const { freeBytes, usedRatio } = await volumeUse('/')
  expect(freeBytes).toBeGreaterThan(0)
  expect(usedRatio).toBeGreaterThan(0)
  expect(usedRatio).toBeLessThanOrEqual(1)
  await expect(volumeUse('/nowhere')).rejects.toMatchObject({ code: 'ENOENT' })
})

test('has room down to the last mebibyte', () => {
  const use = (bavail: number) => volumeUseOf({ bsize: 1024, blocks: 100_000, bfree: bavail, bavail })
  expect([use(100_000), use(1_024), use(1_023), use(0)].map(hasRoom)).toEqual([true, true, false, false])
  expect(hasRoom(volumeUseOf({ bsize: 1, blocks: 0, bfree: 0, bavail: 0 }))).toBe(true)
})

import { expect, test } from 'vitest'
import { allMemorySizes, cpuSizes, memorySizes } from './task-sizes.ts'

test('has the pairs that Fargate documents, at both ends of every row', () => {
  const ends = cpuSizes.map((cpu) => [cpu, memorySizes(cpu).at(0), memorySizes(cpu).at(-1), memorySizes(cpu).length])
  expect(ends).toEqual([
    [256, 512, 2048, 3],
    [512, 1024, 4096, 4],
    [1024, 2048, 8192, 7],
    [2048, 4096, 16_384, 13],
    [4096, 8192, 30_720, 23],
    [8192, 16_384, 61_440, 12],
    [16_384, 32_768, 122_880, 12],
  ])
})

test('knows no 1,536 MiB with a quarter of a vCPU, and no CPU size in between', () => {
  expect(memorySizes(256)).not.toContain(1536)
  expect(memorySizes(300)).toEqual([])
})

test('lists every memory size once, in order', () => {
  expect(allMemorySizes).toEqual([...new Set(allMemorySizes)].toSorted((a, b) => a - b))
  expect(allMemorySizes.at(0)).toBe(512)
})

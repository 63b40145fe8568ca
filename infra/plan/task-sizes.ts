/** A row of legal memory sizes for one CPU size, in MiB. */
interface MemoryRange {
  readonly minimum: number
  readonly maximum: number
  readonly step: number
}

/**
 * What Fargate offers: CPU units (1,024 are one vCPU) to memory in MiB.
 * Source: "Task CPU and memory", Amazon ECS Developer Guide, Fargate task definition parameters. 256 units take
 * 512, 1,024 or 2,048 MiB, which is no even step, so it is a list.
 */
const memoryByCpu: ReadonlyMap<number, MemoryRange | readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, { minimum: 1024, maximum: 4096, step: 1024 }],
  [1024, { minimum: 2048, maximum: 8192, step: 1024 }],
  [2048, { minimum: 4096, maximum: 16_384, step: 1024 }],
  [4096, { minimum: 8192, maximum: 30_720, step: 1024 }],
  [8192, { minimum: 16_384, maximum: 61_440, step: 4096 }],
  [16_384, { minimum: 32_768, maximum: 122_880, step: 8192 }],
] as const)

/** CPU sizes in units, smallest first. */
export const cpuSizes: readonly number[] = [...memoryByCpu.keys()]

/** Memory sizes in MiB that Fargate takes with `cpu` units, smallest first; none for a CPU size it does not have. */
export function memorySizes(cpu: number): readonly number[] {
  const sizes = memoryByCpu.get(cpu)
  if (sizes === undefined) return []
  if ('step' in sizes)
    return Array.from(
      { length: (sizes.maximum - sizes.minimum) / sizes.step + 1 },
      (_, index) => sizes.minimum + index * sizes.step,
    )
  return sizes
}

/** Every memory size of any CPU size, in MiB, smallest first. */
export const allMemorySizes: readonly number[] = [...new Set(cpuSizes.flatMap(memorySizes))].toSorted((a, b) => a - b)

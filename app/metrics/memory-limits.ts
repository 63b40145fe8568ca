import { totalmem } from 'node:os'
import { getHeapStatistics } from 'node:v8'
import { Gauge, type Registry } from 'prom-client'

/**
 * What a process may use before it is killed: the limit of its container, or the machine's memory where none is set.
 * @param constrained of `process.constrainedMemory()`: 0 without a limit, and by some kernels a number beyond any machine
 */
export const memoryLimitOf = (constrained: number, machine: number): number =>
  constrained > 0 && constrained < machine ? constrained : machine

/** Adds the two limits that memory is compared with; both hold for the life of the process. */
export function addMemoryLimits(registry: Registry): void {
  const gauge = (name: string, help: string) => new Gauge({ registers: [registry], name, help })
  gauge('mpla_memory_limit_bytes', 'Memory of the container, or of the machine where the container has no limit').set(
    memoryLimitOf(process.constrainedMemory(), totalmem()),
  )
  gauge('mpla_heap_limit_bytes', 'Largest heap that Node allows itself; beyond it the process ends').set(
    getHeapStatistics().heap_size_limit,
  )
}

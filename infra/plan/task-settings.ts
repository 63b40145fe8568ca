import { choice, oneOf } from './setting.ts'
import { allMemorySizes, cpuSizes } from './task-sizes.ts'

/** What the tasks run on. */
export const taskSettings = {
  cpu: oneOf(cpuSizes, {
    description: 'CPU of a task; 1,024 units are one vCPU',
    unit: 'units',
    example: '512',
    defaults: { prod: 512, dev: 256 },
  }),
  memory: oneOf(allMemorySizes, {
    description: 'Memory of a task; which sizes are legal depends on the CPU',
    unit: 'MiB',
    example: '1024',
    defaults: { prod: 1024, dev: 512 },
  }),
  architecture: choice(['arm64', 'x86_64'], {
    description: 'Processor the tasks run on and the image is built for; arm64 is a fifth cheaper',
    example: 'arm64',
    defaults: { prod: 'arm64', dev: 'arm64' },
  }),
} as const

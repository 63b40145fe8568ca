import { choice, flag, oneOf } from './setting.ts'
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
  spot: flag({
    description:
      'Run the tasks on spare capacity of AWS, 50 to 70 % cheaper; they can be taken away with two minutes’ notice, and none starts while there is no spare capacity. In dev only; a change of it replaces the service',
    defaults: { prod: false, dev: false },
  }),
  exec: flag({
    description:
      'Allow `aws ecs execute-command` into the containers, with every session recorded in a log group; while it is on their root file system can be written, which the agent in them needs, and game days on tasks (FIS) do not work',
    defaults: { prod: false, dev: false },
  }),
} as const

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

interface Project {
  readonly name: string
  readonly include: string[]
  readonly exclude?: string[]
  readonly testTimeout?: number
  readonly maxWorkers?: number
  /** Tests of one file that run side by side, where it says that they may. */
  readonly maxConcurrency?: number
  /** false: the files of a worker share their modules. Most of the time of pure tests is loading them again. */
  readonly isolate?: boolean
}

// By default a machine with two processors gets one worker.
const maxWorkers = Math.max(2, availableParallelism() - 1)

const node = ({ testTimeout = 20_000, ...project }: Project) => ({
  test: {
    environment: 'node' as const,
    maxWorkers,
    testTimeout,
    hookTimeout: Math.max(testTimeout, 60_000),
    ...project,
  },
})
const special = ['**/*.system.test.ts', '**/*.browser.test.ts', '**/*.image.test.ts', '**/*.aws.test.ts']
const minutes = (count: number) => count * 60_000

// What each project needs: unit and infra nothing, web a simulated DOM, system PostgreSQL, browser Chromium and the
// built web files, image a Docker engine, aws the tools of infra/emulator/setup.
export default defineConfig({
  test: {
    reporters: ['default', './.ci/outcome-reporter.ts'],
    projects: [
      node({
        name: 'unit',
        include: ['app/**/*.test.ts', '.ci/**/*.test.ts', 'prisma/**/*.test.ts'],
        exclude: special,
        isolate: false,
      }),
      node({
        name: 'infra',
        include: ['infra/**/*.test.ts', 'runbooks/**/*.test.ts'],
        exclude: special,
        isolate: false,
      }),
      {
        extends: './web/vite.config.ts',
        root: '.',
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          exclude: special,
          environment: 'happy-dom',
          maxWorkers,
          isolate: false,
        },
      },
      node({ name: 'system', include: ['**/*.system.test.ts'], exclude: ['node_modules/**'], testTimeout: minutes(2) }),
      node({
        name: 'browser',
        include: ['**/*.browser.test.ts'],
        exclude: ['node_modules/**'],
        testTimeout: minutes(2),
      }),
      node({ name: 'image', include: ['**/*.image.test.ts'], exclude: ['node_modules/**'], testTimeout: minutes(10) }),
      // Most of a stack's life is waiting inside of the provider.
      node({
        name: 'aws',
        include: ['**/*.aws.test.ts'],
        exclude: ['node_modules/**'],
        testTimeout: minutes(15),
        maxWorkers: 4,
        maxConcurrency: 6,
      }),
    ],
  },
})

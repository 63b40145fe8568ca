import { defineConfig } from 'vitest/config'

// What each project needs: unit and infra nothing, web a simulated DOM, system PostgreSQL, browser Chromium and the
// built web files, image a Docker engine, aws the tools of infra/emulator/setup.
const node = (name: string, include: string[], exclude: string[] = [], testTimeout = 20_000) => ({
  test: { name, include, exclude, environment: 'node', testTimeout, hookTimeout: Math.max(testTimeout, 60_000) },
})
const special = ['**/*.system.test.ts', '**/*.browser.test.ts', '**/*.image.test.ts', '**/*.aws.test.ts']

export default defineConfig({
  test: {
    reporters: ['default', './.ci/skipped-reporter.ts'],
    projects: [
      node('unit', ['app/**/*.test.ts', '.ci/**/*.test.ts', 'prisma/**/*.test.ts'], special),
      node('infra', ['infra/**/*.test.ts', 'runbooks/**/*.test.ts'], special),
      {
        extends: './web/vite.config.ts',
        root: '.',
        test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'], exclude: special, environment: 'happy-dom' },
      },
      node('system', ['**/*.system.test.ts'], ['node_modules/**'], 120_000),
      node('browser', ['**/*.browser.test.ts'], ['node_modules/**'], 120_000),
      node('image', ['**/*.image.test.ts'], ['node_modules/**'], 600_000),
      node('aws', ['**/*.aws.test.ts'], ['node_modules/**'], 900_000),
    ],
  },
})

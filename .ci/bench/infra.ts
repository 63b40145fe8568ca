import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Bench, median, spread } from './measure.ts'
import { previewRows } from './preview.ts'
import { root } from './server-process.ts'

const execute = promisify(execFile)

/** Seconds of wall time that `node ARGS` takes. @throws when it fails */
async function seconds(...args: string[]): Promise<number> {
  const started = performance.now()
  await execute(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  return (performance.now() - started) / 1000
}

export const infra: Bench = {
  name: 'infra',
  about: 'what an operator waits for before an account is changed',
  async run() {
    const plans: number[] = []
    for (let round = 0; round < 5; round++) plans.push(await seconds('infra/plan-command.ts', 'prod'))
    const suites: number[] = []
    for (let round = 0; round < 3; round++)
      suites.push(await seconds(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'infra'))
    return [
      { measure: 's, npm run plan -- prod', value: spread(plans), goal: '<= 3', met: median(plans) <= 3 },
      { measure: 's, infra suite under mocks', value: spread(suites), goal: '<= 10', met: median(suites) <= 10 },
      ...(await previewRows()),
    ]
  },
}

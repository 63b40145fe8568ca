import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { requireAwsPlugin } from '../../infra/emulator/start-emulator.ts'
import { toolLocations } from '../../infra/emulator/tool-locations.ts'
import type { OperationsSummary } from '../../infra/test-support/operations-summary.ts'
import { type Bench, type Row, spread } from './measure.ts'
import { root } from './server-process.ts'

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

/** What follows from what the test counted. */
export function operationsRows(summary: OperationsSummary): Row[] {
  const { blocks, executed, drilled, passed, notifySeconds, orphanLinks } = summary
  const all = Object.values(blocks).reduce((sum, count) => sum + count)
  return [
    { measure: 'alarms in the registry', value: String(summary.alarms) },
    {
      measure: 'runbooks of alarms',
      value: String(summary.runbooks),
      goal: 'one each',
      met: summary.runbooks === summary.alarms,
    },
    { measure: 'procedures', value: String(summary.procedures) },
    {
      measure: 'blocks of commands: read-only / mutating / manual',
      value: `${blocks['read-only']} / ${blocks.mutating} / ${blocks.manual}`,
    },
    {
      measure: 'of these executed on the emulator',
      value: `${executed}, ${percent(executed, all)}`,
      goal: '>= 90 %',
      met: executed >= 0.9 * all,
    },
    {
      measure: 'alarms drilled',
      value: `${drilled}, ${percent(drilled, summary.alarms)}`,
      goal: '100 %',
      met: drilled === summary.alarms,
    },
    { measure: 'drills passed', value: `${passed} of ${drilled}`, goal: 'all', met: drilled > 0 && passed === drilled },
    {
      measure: 's, change of the state to message, on the emulator',
      value: notifySeconds.length === 0 ? 'never' : spread(notifySeconds, 3),
    },
    {
      measure: 'links that open nothing',
      value: [orphanLinks.length, ...orphanLinks].join(', '),
      goal: '0',
      met: orphanLinks.length === 0,
    },
  ]
}

/** Follows every page and drills every alarm on an emulated stack, which is a test, and counts. */
export const operations: Bench = {
  name: 'operations',
  about:
    'alarms, runbooks and drills, on the emulated AWS (an emulator: no metric is recorded, no time of AWS is played)',
  async run() {
    try {
      requireAwsPlugin(toolLocations())
    } catch (error) {
      return [{ measure: 'not measured', value: error instanceof Error ? error.message : String(error) }]
    }
    console.log('  (following every page of a prod stack on the emulated AWS: some ten minutes)')
    const folder = mkdtempSync(join(tmpdir(), 'mpla-bench-'))
    const file = join(folder, 'operations.json')
    try {
      // A test that failed has written what there was until then.
      await promisify(execFile)(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--project', 'aws', 'infra/operations.aws.test.ts'],
        {
          cwd: root,
          env: { ...process.env, MPLA_OPERATIONS_SUMMARY: file },
          maxBuffer: 2 ** 26,
        },
      ).catch((error: Error & { readonly stdout?: string }) => {
        const failures = error.stdout?.split('\n').filter((line) => /FAIL|Error: /.test(line)) ?? []
        console.log(['  (the test failed)', ...failures].join('\n    '))
      })
      return operationsRows(JSON.parse(readFileSync(file, 'utf8')) as OperationsSummary) // written by that test
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

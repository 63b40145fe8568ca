import { appendFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Lists every skipped test with its reason at the end of a run, and in the file MPLA_SKIPPED when CI names one. */
export default class SkippedReporter implements Reporter {
  readonly #lines: string[] = []

  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    if (result.state !== 'skipped') return
    this.#lines.push(`${test.module.relativeModuleId} > ${test.fullName}: ${result.note ?? 'NO REASON GIVEN'}`)
  }

  onTestRunEnd(_modules: readonly TestModule[]): void {
    if (this.#lines.length === 0) return
    const text = `${this.#lines.join('\n')}\n`
    process.stdout.write(`\nSkipped, and why:\n${text}`)
    const file = process.env['MPLA_SKIPPED']
    if (file) appendFileSync(file, text)
  }
}

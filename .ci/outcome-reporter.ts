import { appendFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

/**
 * Lists every skipped test with its reason at the end of a run. CI, which names files in MPLA_SKIPPED and MPLA_FAILED,
 * repeats these and the failed ones at the very end, where they are found without searching.
 */
export default class OutcomeReporter implements Reporter {
  readonly #skipped: string[] = []
  readonly #failed: string[] = []

  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    const name = `${test.module.relativeModuleId} > ${test.fullName}`
    if (result.state === 'skipped') this.#skipped.push(`${name}: ${result.note ?? 'NO REASON GIVEN'}`)
    if (result.state === 'failed')
      this.#failed.push(...result.errors.map(({ message }) => `${name}: ${brief(message)}`))
  }

  /** A hook that failed. */
  onTestSuiteResult(suite: TestSuite): void {
    const name = `${suite.module.relativeModuleId} > ${suite.fullName}`
    this.#failed.push(...suite.errors().map(({ message }) => `${name}: ${brief(message)}`))
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly { readonly message: string }[] = []): void {
    // What fails outside of a test: a file that cannot be loaded, a hook, a rejection nobody waits for.
    const outside = modules.flatMap((module) =>
      module.errors().map(({ message }) => `${module.relativeModuleId}: ${brief(message)}`),
    )
    const unhandled = unhandledErrors.map(({ message }) => `unhandled: ${brief(message)}`)
    report(process.env['MPLA_FAILED'], [...this.#failed, ...outside, ...unhandled])
    report(process.env['MPLA_SKIPPED'], this.#skipped)
    if (this.#skipped.length > 0) process.stdout.write(`\nSkipped, and why:\n${this.#skipped.join('\n')}\n`)
  }
}

/** The start of an error's text, in one line. */
const brief = (message: string) => stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').slice(0, 500)

function report(file: string | undefined, lines: readonly string[]): void {
  if (file && lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`)
}

import type { StepResult } from './run-page.ts'

/** What became of a page. */
export interface PageOutcome {
  readonly run: number
  readonly skipped: number
  readonly failed: number
  /** Every step was run with success, or left out by somebody's choice, and the last one was reached. */
  readonly passed: boolean
}

/** @param stepCount of the page, from the first step that was wanted on */
export function pageOutcome(results: readonly StepResult[], stepCount: number): PageOutcome {
  const run = results.filter(({ result }) => result !== undefined)
  const failed = run.filter(({ result }) => result?.code !== 0).length
  return {
    run: run.length,
    skipped: stepCount - run.length,
    failed,
    passed: failed === 0 && results.length === stepCount && run.length > 0,
  }
}

/** One line a step: its number, what became of it, how long it took. */
export function pageSummary(results: readonly StepResult[], stepCount: number): string {
  const { run, skipped, failed } = pageOutcome(results, stepCount)
  const lines = results.map(({ number, step, result, seconds, skipped: reason }) => {
    const outcome =
      result === undefined ? `not run: ${reason}` : result.code === 0 ? 'done' : `ended with ${result.code}`
    const time = result === undefined ? '' : `${seconds.toFixed(1)} s`
    return `  ${String(number).padStart(2)} ${step.effect.padEnd(9)} ${time.padStart(8)}  ${step.heading}: ${outcome}`
  })
  return ['', ...lines, `${run} of ${stepCount} steps run, ${failed} failed, ${skipped} not run`, ''].join('\n')
}

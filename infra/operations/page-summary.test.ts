import { expect, test } from 'vitest'
import { stepsOf } from '../../runbooks/runbook.ts'
import { pageOutcome, pageSummary } from './page-summary.ts'
import type { StepResult } from './run-page.ts'

const [look, change] = stepsOf(
  '# p\n\n## D\n\n```sh read-only\nls\n```\n\nExpect: x.\n\n## Mitigation\n\n```sh mutating\nrm x\n```\n\nExpect: y.\n',
) as [StepResult['step'], StepResult['step']] // two blocks
const done = (code: number): StepResult => ({
  number: 1,
  step: look,
  result: { code, stdout: '', stderr: '' },
  seconds: 1.26,
})
const skipped: StepResult = { number: 2, step: change, seconds: 0, skipped: 'not wanted' }

test('a page is passed when its end is reached, something was run, and nothing failed', () => {
  expect(pageOutcome([done(0), skipped], 2)).toEqual({ run: 1, skipped: 1, failed: 0, passed: true })
  expect(pageOutcome([done(0)], 2)).toMatchObject({ skipped: 1, passed: false })
  expect(pageOutcome([done(3), skipped], 2)).toMatchObject({ failed: 1, passed: false })
  expect(pageOutcome([skipped, skipped], 2)).toMatchObject({ passed: false })
})

test('the summary has a line for each step', () => {
  expect(pageSummary([done(0), skipped], 2)).toBe(
    '\n   1 read-only    1.3 s  D: done\n   2 mutating            Mitigation: not run: not wanted\n1 of 2 steps run, 0 failed, 1 not run\n',
  )
  expect(pageSummary([done(3)], 2)).toContain('D: ended with 3')
})

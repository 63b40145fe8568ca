import { cleanup, render, screen, within } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import { applyEvent, emptyRun } from '../models/run-view.ts'
import { improvedRun, input, numbered } from '../test-support/example-run.ts'
import { VersionSteps } from './version-steps.tsx'

afterEach(cleanup)

function steps(events: readonly RefinementEvent[]) {
  cleanup()
  const { container } = render(<VersionSteps view={events.reduce(applyEvent, emptyRun)} onSteer={() => {}} />)
  return [...container.querySelectorAll<HTMLElement>('.step')]
}

test('a version tells its rules and why, its answer, every check and whether it was kept', () => {
  const [own, first, second] = steps(improvedRun).map((step) => step.textContent)
  expect(own).toContain('Baseline')
  for (const part of [
    'Version 1',
    'Kept',
    '90%',
    'Output format. The prompt names no format.',
    'Three paragraphs.',
    '60 tokens · 900 ms',
    'Scores higher than version 0.',
  ])
    expect(first).toContain(part)
  for (const part of ['Dropped', '40%', 'cut off at the longest answer allowed', 'Scores lower than version 1.'])
    expect(second).toContain(part)
})

test('each check has a meter and its feedback; those that failed stand open, those that passed fold away', () => {
  const own = steps(improvedRun)[0]
  if (own === undefined) throw new Error('no step')
  const failed = within(own).getByText('Output format').closest('li')
  expect(failed?.textContent).toContain('Expected a format, found none.')
  expect(failed?.closest('details')).toBeNull()
  expect(failed?.querySelector('meter')?.value).toBe(0)
  expect(within(own).getByText('1 check passed').closest('details')?.textContent).toContain('Not truncated')
})

test('before the first step says where it will appear', () => {
  expect(steps(improvedRun.slice(0, 1))).toEqual([])
  expect(screen.getByText('The first step appears here as soon as the run has its turn.')).toBeTruthy()
  steps(improvedRun.slice(0, 2))
  expect(screen.queryByText(/The first step appears/)).toBeNull()
})

test('steps grow with the events, and the newest one says what is being done', () => {
  const seen = improvedRun.map((_, index) => {
    const all = steps(improvedRun.slice(0, index + 1))
    return `${all.length} ${all.at(-1)?.querySelector('.activity')?.textContent ?? ''}`
  })
  expect(seen.slice(0, 8)).toEqual([
    '0 ',
    '1 Preparing your prompt…',
    '1 Asking gpt-5-mini (OpenAI) with your prompt…',
    '1 Scoring the answer to your prompt…',
    '1 Comparing your prompt with the best so far…',
    '1 Looking for the next change…',
    '2 Preparing version 1…',
    '2 Asking gpt-5-mini (OpenAI) with version 1…',
  ])
  expect(seen.at(-1)).toBe('3 ')
})

test('failed calls and restarts of the server are told where they happened', () => {
  const own: RefinementEvent[] = numbered(
    ['run.started', input],
    ['version.proposed', { version: 0, parent: null, prompt: input.prompt, changes: [] }],
    ['call.started', { callId: 'a', version: 0, role: 'target', model: 'openai:gpt-5-mini' }],
    ['call.failed', { callId: 'a', code: 'MODEL_TIMED_OUT', message: 'No answer within 60 s.', retryAfterMs: 500 }],
    ['run.resumed', { reason: 'The server was restarted.' }],
  )
  const [step, note] = steps(own)
  expect(step?.textContent).toContain('No answer within 60 s. MODEL_TIMED_OUT')
  expect(step?.textContent).toContain('Waiting 500 ms before asking the model again…')
  expect(note?.textContent).toBe('Resumed. The server was restarted.')
  expect(screen.getByRole('list')).toBeTruthy()
})

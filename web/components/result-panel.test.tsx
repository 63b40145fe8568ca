import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import { applyEvent, emptyRun } from '../models/run-view.ts'
import { improvedRun, unchangedRun } from '../test-support/example-run.ts'
import { ResultPanel } from './result-panel.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function mount(events: readonly RefinementEvent[], copies = true) {
  const copy = vi.fn(async (_text: string) => copies)
  const onRefineAgain = vi.fn()
  const view = events.reduce(applyEvent, emptyRun)
  if (view.input === null) throw new Error('expected a run that was started')
  const { container } = render(<ResultPanel view={view} input={view.input} copy={copy} onRefineAgain={onRefineAgain} />)
  return { container, copy, onRefineAgain }
}

const better = 'Write about our new product.\n\nAnswer in three short paragraphs.'

test('shows what changed against the author’s own prompt, and the scores before and after', () => {
  const { container } = mount(improvedRun)
  expect(container.querySelector('ins')?.textContent).toBe('\n\nAnswer in three short paragraphs.')
  expect(screen.getByText('Version 1 scores higher than your prompt: 50% → 90%.')).toBeTruthy()
  expect(screen.getByText('Both rewrites were tried.')).toBeTruthy()
  const [before, after] = container.querySelectorAll('meter')
  expect([before?.value, after?.value]).toEqual([0.5, 0.9])
})

test('switches to the plain text and to the answers side by side', async () => {
  const { container } = mount(improvedRun)
  fireEvent.click(screen.getByLabelText('Text'))
  await waitFor(() => expect(container.querySelector('.text-block')?.textContent).toBe(better))
  expect(container.querySelector('ins')).toBeNull()
  fireEvent.click(screen.getByLabelText('Answers'))
  await screen.findByRole('heading', { name: 'Answer to version 1' })
  expect([...container.querySelectorAll('.answer .text-block')].map((block) => block.textContent)).toEqual([
    'It is new.',
    'Three paragraphs.',
  ])
})

test('copies the best prompt, says so, and goes back to the offer', async () => {
  vi.useFakeTimers()
  const { copy } = mount(improvedRun)
  fireEvent.click(screen.getByRole('button', { name: 'Copy prompt' }))
  await vi.advanceTimersByTimeAsync(100)
  expect(copy).toHaveBeenCalledExactlyOnceWith(better)
  expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('The prompt is on the clipboard.')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(screen.getByRole('button', { name: 'Copy prompt' })).toBeTruthy()
})

test('a browser that refuses to copy is told, with what to do', async () => {
  mount(improvedRun, false)
  fireEvent.click(screen.getByRole('button', { name: 'Copy prompt' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Select the text'))
})

test('a run that found nothing better says so, and offers no comparison with itself', () => {
  const { container } = mount(unchangedRun)
  expect(screen.getByText('No better version was found; your prompt stays.')).toBeTruthy()
  expect(screen.getByRole('heading', { level: 2, name: 'Your prompt' })).toBeTruthy()
  expect(screen.queryByLabelText('Changes')).toBeNull()
  expect(container.querySelector('.text-block')?.textContent).toBe('Write about our new product.')
  expect(container.querySelectorAll('meter').length).toBe(1)
})

test('while the run goes on, it is the best so far and cannot be refined again', () => {
  mount(improvedRun.slice(0, 11))
  expect(screen.getByRole('heading', { name: 'Best version so far' })).toBeTruthy()
  expect(screen.getByText('Version 1 is the best so far.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Refine this again' })).toBeNull()
})

test('shows nothing before there is a version', () => {
  expect(mount(improvedRun.slice(0, 1)).container.textContent).toBe('')
})

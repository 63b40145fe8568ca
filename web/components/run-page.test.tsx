import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Refinement } from '../../app/contract/refinements.ts'
import { improvedRun, input, numbered, runId, unchangedRun, upTo } from '../test-support/example-run.ts'
import { mount } from '../test-support/mounted-run-page.tsx'
import { failure } from '../test-support/scripted-api.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const diagnosed = (diagnosis: Refinement['diagnosis']) => async () => ({ diagnosis }) as Refinement // all that is read of it

test('names the state of the connection in words', async () => {
  const { streams } = mount()
  streams.send(upTo('version.kept'))
  await screen.findByText('Live')
  streams.newest().handlers.onInterrupted()
  await screen.findByText('Reconnecting…')
})

test('counts rewrites and tokens against their limits', async () => {
  const { streams } = mount()
  streams.send(improvedRun.slice(0, 9))
  expect((await screen.findByLabelText<HTMLProgressElement>(/Rewrite 1 of 2/)).value).toBe(1)
  expect(screen.getByLabelText<HTMLProgressElement>(/200 of 50,000 tokens/).value).toBe(200)
})

test('cancels, says that it is cancelling, and then that it was cancelled', async () => {
  const cancel = vi.fn(async () => {})
  const { streams } = mount({ cancel })
  streams.send(improvedRun.slice(0, 11))
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  await screen.findByRole('button', { name: 'Cancelling…' })
  expect(cancel).toHaveBeenCalledExactlyOnceWith(runId)
  const [cancelled] = numbered(['run.cancelled', { best: { version: 1, score: 0.9 } }])
  if (cancelled) streams.send([{ ...cancelled, seq: 12 }])
  await screen.findByText('Cancelled')
  expect(screen.getByText('Version 1 scores higher than your prompt: 50% → 90%.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull()
})

test('pauses and lets go on, as the events say', async () => {
  const steer = vi.fn(async () => {})
  const { streams } = mount({ steer })
  streams.send(upTo('call.started'))
  fireEvent.click(await screen.findByRole('button', { name: 'Pause' }))
  await waitFor(() => expect(steer).toHaveBeenCalledWith(runId, { action: 'pause' }))
  const [paused, continued] = numbered(['run.paused', {}], ['run.continued', {}])
  const seq = upTo('call.started').length
  if (paused) streams.send([{ ...paused, seq: seq + 1 }])
  expect(await screen.findAllByText(/^Paused\./)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }))
  await waitFor(() => expect(steer).toHaveBeenLastCalledWith(runId, { action: 'continue' }))
  if (continued) streams.send([{ ...continued, seq: seq + 2 }])
  expect(await screen.findByRole('button', { name: 'Pause' })).toBeTruthy()
})

test('answers to test inputs are shown with their inputs, the lowest score first', async () => {
  const { streams } = mount({})
  const model = 'openai:gpt-5-mini'
  const usage = { inputTokens: 1, outputTokens: 1 }
  const cell = (at: number, text: string, score: number) =>
    [
      ['call.started', { callId: `c${at}`, version: 0, role: 'target', model, input: at }],
      [
        'output.recorded',
        { callId: `c${at}`, version: 0, input: at, text, finishReason: 'stop', usage, durationMs: 1 },
      ],
      ['evaluation.recorded', { version: 0, input: at, score, checks: [] }],
    ] as Parameters<typeof numbered> // three events of one answer
  streams.send(
    numbered(
      ['run.started', { ...input, inputs: [{ text: 'First input' }, { text: 'Second input', generated: true }] }],
      ['version.proposed', { version: 0, parent: null, prompt: input.prompt, changes: [] }],
      ...cell(0, 'A fine answer', 1),
      ...cell(1, 'A poor answer', 0.4),
      ['feedback.added', { text: 'Be kind.' }],
    ),
  )
  const rows = await screen.findAllByRole('row', { hidden: true })
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'InputAnswerScore',
    'Second inputgeneratedA poor answer40%',
    'First inputA fine answer100%',
  ])
  expect(screen.getByText('You said: Be kind.')).toBeTruthy()
})

test('a cancel that failed says why', async () => {
  const { streams } = mount({ cancel: () => Promise.reject(failure(503, 'OVERLOADED', 'Try later.')) })
  streams.send(upTo('version.kept'))
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
})

test('a failed run says why, and keeps its best version', async () => {
  const { streams } = mount()
  const [failed] = numbered([
    'run.failed',
    { code: 'MODEL_UNAVAILABLE', message: 'OpenAI is down.', best: { version: 1, score: 0.9 } },
  ])
  streams.send(improvedRun.slice(0, 11))
  if (failed) streams.send([{ ...failed, seq: 12 }])
  expect((await screen.findByRole('alert')).textContent).toContain('OpenAI is down. MODEL_UNAVAILABLE')
  expect(screen.getByRole('heading', { name: 'Best version' })).toBeTruthy()
})

test('a run of the simulator says so', async () => {
  const { streams } = mount()
  streams.send(unchangedRun)
  await screen.findByText(/Fixed rules answer here/)
})

test('steps that cannot be read right now do not hide those that came', async () => {
  const { streams } = mount({ refinement: () => Promise.reject(failure(503, 'SHUTTING_DOWN', 'Connect again.')) })
  streams.send(upTo('version.kept'))
  streams.newest().handlers.onRefused()
  expect((await screen.findByRole('alert')).textContent).toContain('the page keeps trying')
  expect(screen.getByRole('heading', { name: 'Step by step' })).toBeTruthy()
})

test('reads out the newest news only, after a pause, so that a replay is not read out step by step', async () => {
  vi.useFakeTimers()
  const { streams } = mount({ refinement: diagnosed([]) })
  streams.send(improvedRun)
  await vi.advanceTimersByTimeAsync(600)
  const region = screen.getAllByRole('status').at(-1)
  expect(region?.textContent).toBe('')
  await vi.advanceTimersByTimeAsync(200)
  expect(region?.textContent).toBe('Completed. Version 1 scores higher than your prompt: 50% → 90%.')
})

test('the title of the window tells the status', async () => {
  const { streams, onTitle } = mount()
  streams.send(upTo('version.kept'))
  await waitFor(() => expect(onTitle).toHaveBeenLastCalledWith('Running: Write about our new product.'))
})

test('a run that has ended can be taken away as a file, one that goes on cannot yet', async () => {
  const { streams } = mount()
  streams.send(improvedRun.slice(0, 9))
  await screen.findByRole('heading', { name: 'Step by step' })
  expect(screen.queryByRole('link', { name: /JSON/ })).toBeNull()
  streams.send(improvedRun.slice(9))
  const links = await screen.findAllByRole<HTMLAnchorElement>('link', { name: /JSON/ })
  expect(links.map((link) => [link.getAttribute('href'), link.download])).toEqual([
    [`/api/v1/refinements/${runId}/export?format=json`, `mpla-run-${runId}.json`],
    [`/api/v1/refinements/${runId}/export?format=jsonl`, `mpla-run-${runId}.jsonl`],
  ])
})

test('a version is pinned or ruled out while the search goes on, and no longer after it', async () => {
  const steer = vi.fn(async () => {})
  const { streams } = mount({ steer, refinement: diagnosed([]) })
  const end = improvedRun.length - 1
  streams.send(improvedRun.slice(0, 11))
  fireEvent.click(await screen.findByRole('button', { name: 'Start from this: your prompt' }))
  await waitFor(() => expect(steer).toHaveBeenCalledWith(runId, { action: 'pin', version: 0 }))
  fireEvent.click(screen.getByRole('button', { name: 'Rule out version 1' }))
  await waitFor(() => expect(steer).toHaveBeenLastCalledWith(runId, { action: 'ban', version: 1 }))
  expect(screen.queryByRole('button', { name: 'Rule out your prompt' })).toBeNull()

  const [pinned, banned] = numbered(['version.pinned', { version: 0 }], ['version.banned', { version: 1 }])
  if (pinned && banned)
    streams.send([
      { ...pinned, seq: 12 },
      { ...banned, seq: 13 },
    ])
  await screen.findByText('Ruled out')
  expect(screen.getByText('Pinned')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Rule out version 1' })).toBeNull()

  const last = improvedRun[end]
  if (last) streams.send([{ ...last, seq: 14 }])
  await screen.findByRole('button', { name: 'Refine this again' })
  expect(screen.queryByRole('button', { name: /^Start from this/ })).toBeNull()
})

test('limits are raised, never lowered, and what was raised is what is counted against', async () => {
  const steer = vi.fn(async () => {})
  const { streams } = mount({ steer })
  streams.send(upTo('version.kept'))
  const tokens = await screen.findByLabelText<HTMLInputElement>('Token budget')
  fireEvent.input(tokens, { target: { value: '40000' } })
  await screen.findByText('Enter a whole number from 50,000 to 1,000,000.')
  fireEvent.click(screen.getByRole('button', { name: 'Raise', hidden: true }))
  fireEvent.input(tokens, { target: { value: '90000' } })
  fireEvent.input(screen.getByLabelText('Rewrites to try'), { target: { value: '5' } })
  await waitFor(() => expect(screen.queryByText(/Enter a whole number/)).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'Raise', hidden: true }))
  await waitFor(() =>
    expect(steer.mock.calls).toEqual([[runId, { action: 'raise', limits: { iterations: 5, maxTokens: 90_000 } }]]),
  )
  const [raised] = numbered(['limits.raised', { limits: { iterations: 5, maxTokens: 90_000 } }])
  if (raised) streams.send([{ ...raised, seq: upTo('version.kept').length + 1 }])
  await screen.findByLabelText(/of 90,000 tokens/)
  expect(screen.getByText('You raised the limits to 5 rewrites, 90,000 tokens.')).toBeTruthy()
})

import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Refinement } from '../../app/contract/refinements.ts'
import { improvedRun, input, numbered, upTo } from '../test-support/example-run.ts'
import { mount } from '../test-support/mounted-run-page.tsx'
import { failure } from '../test-support/scripted-api.ts'

afterEach(cleanup)

const diagnosed = (diagnosis: Refinement['diagnosis']) => async () => ({ diagnosis }) as Refinement // all that is read of it

test('says why a run came to no more, and fills in the next one with the setting that it suggests', async () => {
  const change = { limits: { comparisons: 31 } }
  const diagnosis = [
    { code: 'not-shown', finding: 'The interval holds 0.', suggestion: 'Raise it.', change },
    { code: 'budget', finding: 'The budget ended the run.', suggestion: 'Ask the operator.' },
  ]
  const { streams, onRefineAgain } = mount({ refinement: diagnosed(diagnosis) })
  const checks = [{ check: 'title' as const, weight: 2 }]
  const [first, ...rest] = improvedRun
  if (first?.type !== 'run.started') throw new Error('the example run does not start')
  streams.send([{ ...first, data: { ...first.data, checks } }, ...rest])
  const panel = await screen.findByRole('region', { name: 'Why it came to no more' })
  expect(panel.textContent).toContain('The interval holds 0.')
  expect(panel.textContent).toContain('Ask the operator.')
  fireEvent.click(screen.getByRole('button', { name: 'Set up a run with 31 comparisons' }))
  const like = { prompt: input.prompt, comparisons: '31', iterations: '2', model: 'openai:gpt-5-mini' }
  expect(onRefineAgain).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(like), checks)
})

test('where only a person can decide, the settings are filled in as they were', async () => {
  const diagnosis = [{ code: 'judge-unusable', finding: 'No verdicts.', suggestion: 'Choose another judge.' }]
  const { streams, onRefineAgain } = mount({ refinement: diagnosed(diagnosis) })
  streams.send(improvedRun)
  fireEvent.click(await screen.findByRole('button', { name: /these settings, to change them/ }))
  expect(onRefineAgain).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ comparisons: '8', iterations: '2' }),
    [],
  )
})

test.each([
  ['was diagnosed with nothing', diagnosed([])],
  ['could not be diagnosed', () => Promise.reject(failure(503, 'OVERLOADED'))],
])('a run that %s shows its result alone', async (_, refinement) => {
  const asked = vi.fn(refinement)
  const { streams } = mount({ refinement: asked })
  streams.send(improvedRun)
  await screen.findByRole('heading', { name: 'Best version' })
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
  expect(screen.queryByRole('region', { name: /Why it came/ })).toBeNull()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('says who wrote a version, what was refused, and how the run was steered, each where it happened', async () => {
  const { streams } = mount()
  const writer = 'openai:gpt-5'
  streams.send(
    numbered(
      ['run.started', input],
      ['version.proposed', { version: 0, parent: null, prompt: input.prompt, changes: [] }],
      ['run.paused', {}],
      ['limits.raised', { limits: { ...input.limits, iterations: 6, maxCost: 2 } }],
      ['run.continued', {}],
      ['request.started', { callId: 'w1', role: 'reviser', model: writer, version: 0 }],
      ['proposal.refused', { parent: 0, role: 'reviser', callId: 'w1', reason: 'it is cut off' }],
      ['request.started', { callId: 'w2', role: 'architect', model: writer, version: 0 }],
      ['version.proposed', { version: 1, parent: 0, prompt: 'Better.', changes: [{ rule: 'tone', reason: 'None named.' }], by: { role: 'architect', callId: 'w2', metaPrompt: 3 } }], // biome-ignore format: one event
      ['version.pinned', { version: 1 }],
      ['version.banned', { version: 0 }],
      ['version.proposed', { version: 2, parent: 1, prompt: 'Best.', changes: [] }],
    ),
  )
  await screen.findByRole('heading', { name: 'Version 2' })
  const steps = screen.getAllByRole('listitem').filter((item) => item.classList.contains('step'))
  const texts = steps.map(({ textContent }) => textContent ?? '')
  expect(texts).toEqual([
    expect.stringMatching(/^Your prompt/),
    expect.stringContaining('You paused the run.'),
    expect.stringContaining('You raised the limits to 6 rewrites, $2.00.'),
    expect.stringContaining('You let the run go on.'),
    expect.stringContaining('A rewrite of the reviser, gpt-5 (OpenAI), was not tried: it is cut off'),
    expect.stringContaining('Written by gpt-5 (OpenAI) as architect, told by meta-prompt 3'),
    expect.stringContaining('You pinned version 1'),
    expect.stringContaining('You banned version 0'),
    expect.stringContaining('Rewritten by rules'),
  ])
  expect(screen.getByRole('link', { name: 'meta-prompt 3' }).getAttribute('href')).toBe('#/meta-prompts/architect')
})

test('shows what a judge saw for each criterion, and which judgements could not be used', async () => {
  const { streams } = mount()
  const usage = { inputTokens: 1, outputTokens: 1 }
  const graded = (name: string, score: number, feedback: string) => ({ check: `judge-${name}`, subject: 'output' as const, passed: score === 1, score, weight: 1, feedback }) // biome-ignore format: one check
  const answered = (sample: number) => ['output.recorded', { callId: `c${sample}`, version: 0, sample, text: 'A', finishReason: 'stop', usage, durationMs: 1 }] as const // biome-ignore format: one event
  streams.send(
    numbered(
      ['run.started', { ...input, evaluator: 'llm_judge' }],
      ['version.proposed', { version: 0, parent: null, prompt: input.prompt, changes: [] }],
      [...answered(0)],
      ['evaluation.recorded', { version: 0, sample: 0, score: 0.75, checks: [graded('clarity', 0.75, 'Level 3 of 4: Clear, but padded. Seen in "It is new, it is really new."')], judgement: { status: 'valid', replies: 1, rubric: 1 } }], // biome-ignore format: one event
      [...answered(1)],
      ['evaluation.recorded', { version: 0, sample: 1, score: 0.5, checks: [], judgement: { status: 'invalid', replies: 3, rubric: 1, problem: 'the reply is no JSON' } }], // biome-ignore format: one event
    ),
  )
  expect((await screen.findByText('Level 3 of 4.')).parentElement?.textContent).toBe('Level 3 of 4. Clear, but padded.')
  expect(document.querySelector('blockquote')?.textContent).toBe('"It is new, it is really new."')
  expect(screen.getByLabelText('Clarity')).toBeTruthy()
  expect(
    screen.getByText('1 of 2 judgements could not be used (the reply is no JSON): rules alone scored there.'),
  ).toBeTruthy()
})

test('shows what the writer was told of earlier runs, and that something was left out to compare', async () => {
  const { streams } = mount()
  const lessons = [
    { id: 'a', text: 'State the form.' },
    { id: 'b', text: 'Say how long.' },
  ]
  streams.send(numbered(['run.started', { ...input, lessons, withheldLessons: ['c'] }]))
  await screen.findByText('2 lessons of earlier runs for the writer, 1 left out to compare')
  for (const { text } of lessons) expect(screen.getByText(text)).toBeTruthy()
  expect(screen.getByRole('link', { name: /All lessons/ }).getAttribute('href')).toBe('#/lessons')
})

test('says nothing of lessons where there are none', async () => {
  const { streams } = mount()
  streams.send(upTo('version.kept'))
  await screen.findByText('Live')
  expect(screen.queryByText(/earlier runs for the writer/)).toBeNull()
})

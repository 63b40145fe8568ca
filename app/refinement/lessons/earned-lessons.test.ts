import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewRefinementEvent } from '../../contract/refinement-events.ts'
import type { RunInput } from '../../contract/run-input.ts'
import { endedRuns } from '../../test-support/random-runs.ts'
import type { AskStep } from '../ask-step.ts'
import { foldEvents } from '../fold.ts'
import { answer, carryOn, started } from '../test-support/scripted-run.ts'
import { earnedBy } from './earned-lessons.ts'
import { trialsOf } from './lesson-trials.ts'

const prompt = 'Explain to our customers how bees fly.'
const rewrite = 'Explain how bees fly.\n\n## Output format\nPlain paragraphs.'
const goodAnswer =
  'Bees fly by beating their wings very fast.\n\nCustomers see this in summer.\n\nThe bees turn their wings.'
const block = (reasons: string, text: string) => answer(`${reasons}\n\n\`\`\`\n${text}\n\`\`\``)

/** A run whose architect writes what is given and whose target does well by what begins as the good rewrite does. */
function run(changes: Partial<RunInput> = {}, written = block('- Say which parts the answer has', rewrite)) {
  const first = started(prompt, {
    models: { target: 'openai:target', enhancer: 'openai:writer' },
    enhancer: 'architect',
    limits: { iterations: 1, maxTokens: 50_000, comparisons: 6 },
    simulated: false,
    ...changes,
  })
  const model = (step: AskStep) => {
    if (step.role === 'architect') return written
    return answer(step.prompt.startsWith('Explain how bees fly') ? goodAnswer : 'I cannot help with that.')
  }
  return carryOn([first], model)
}
const earned = (events: readonly NewRefinementEvent[]) => earnedBy(foldEvents(events))

test('a run that ended better has earned what its writer said and what its rewrite has', () => {
  const events = run()
  const comparison = foldEvents(events).comparison?.result
  expect(earned(events)).toEqual({
    scope: { origin: 'real', taskKind: 'explain', language: 'en' },
    version: 1,
    uplift: { mean: comparison?.mean, ...comparison?.interval },
    pairs: 6,
    lessons: [
      { key: 'stated:say which parts the answer has', text: 'Say which parts the answer has.' },
      { key: 'technique:format', text: 'State the form of the answer exactly.' },
    ],
  })
})

test('a simulated one has earned the same for simulated runs alone', () => {
  expect(earned(run({ simulated: true }))?.scope).toEqual({ origin: 'simulated', taskKind: 'explain', language: 'en' })
})

test.each<[string, Partial<RunInput>]>([
  ['the prompt', { prompt: `${prompt} Zephyr.` }],
  ['a check', { checks: [{ check: 'contains', text: 'Zephyr' }] }],
  ['a criterion', { judgeCriteria: [{ name: 'airy', question: 'Is it as light as zephyrs?' }] }],
])('what names a word of %s is no lesson', (_, changes) => {
  const stated = (given: Partial<RunInput>) => {
    const earnings = earned(run(given, block('- Tell which zephyr the answer has', rewrite)))
    expect(earnings?.lessons.length).toBeGreaterThan(0)
    return earnings?.lessons.filter(({ key }) => key.startsWith('stated'))
  }
  expect(stated({})).toHaveLength(1)
  expect(stated(changes)).toEqual([])
})

test.each<[string, Partial<RunInput>]>([
  ['that was not compared', { limits: { iterations: 1, maxTokens: 50_000, comparisons: 0 } }],
  ['whose comparison was too short to show it', { limits: { iterations: 1, maxTokens: 50_000, comparisons: 5 } }],
  ['whose answers come from a cassette', { replayed: true }],
])('a run %s has earned nothing', (_, changes) => {
  const events = run(changes)
  expect(foldEvents(events).best?.version).toBe(1)
  expect(earned(events)).toBeNull()
  expect(trialsOf(foldEvents(events))).toEqual([])
})

test('a run has earned nothing before it has ended', () => {
  expect(earned(run().slice(0, -1))).toBeNull()
})

const lessons = [{ id: 'told', text: 'A lesson' }]
test('a run says of the lessons it was offered and went without what it gained', () => {
  const events = run({ lessons, withheldLessons: ['untold'] })
  const gain = { uplift: foldEvents(events).comparison?.result?.mean, pairs: 6 }
  expect(gain.uplift).toBeGreaterThan(0)
  expect(trialsOf(foldEvents(events))).toEqual([
    { id: 'told', offered: true, ...gain },
    { id: 'untold', offered: false, ...gain },
  ])
})

test('a run that found nothing better has gained nothing, and says so', () => {
  const events = run({ lessons }, block('- Worse', 'Say no to bees, whatever they do.'))
  expect(foldEvents(events).best?.version).toBe(0)
  expect(trialsOf(foldEvents(events))).toEqual([{ id: 'told', offered: true, uplift: 0, pairs: 0 }])
})

test('a run that was not to compare says nothing of its lessons, whatever it found', () => {
  const limits = { iterations: 1, maxTokens: 50_000, comparisons: 0 }
  for (const written of [block('- Good', rewrite), block('- Worse', 'Say no to bees, whatever they do.')])
    expect(trialsOf(foldEvents(run({ lessons, limits }, written)))).toEqual([])
})

test('rules teach what they did, and nothing of why, which quotes answers', () => {
  const first = started('Suggest some nice names for a cat.', {
    limits: { iterations: 1, maxTokens: 50_000, comparisons: 6 },
  })
  const better = '- Minka\n- Felix\n- Momo'
  const events = carryOn([first], ({ prompt: asked }) => answer(asked.includes('## ') ? better : 'I cannot help.'))
  const said = events.flatMap((event) => (event.type === 'version.proposed' ? event.data.changes : []))
  expect(said.map(({ reason }) => reason).join()).toContain('“I cannot help”')
  const earnings = earned(events)
  expect(earnings?.lessons.length).toBeGreaterThan(0)
  for (const { key, text } of earnings?.lessons ?? []) {
    expect(key).toMatch(/^technique:/)
    expect(text).not.toContain('help')
  }
})

test('whatever a run is, it has earned lessons only when it ended better, and for its own origin', () => {
  fc.assert(
    fc.property(endedRuns, (events) => {
      const { status, comparison, input, ...state } = foldEvents(events)
      const earnings = earnedBy({ status, comparison, input, ...state })
      expect(earnings !== null && earnings.lessons.length === 0).toBe(false)
      if (earnings !== null) expect([status, comparison?.result?.verdict]).toEqual(['completed', 'better'])
      if (earnings !== null) expect(earnings.scope.origin).toBe(input?.simulated ? 'simulated' : 'real')
    }),
    { numRuns: 40 },
  )
})

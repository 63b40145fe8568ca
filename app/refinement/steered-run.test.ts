import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from './decide.ts'
import { whyImpossible } from './event-order.ts'
import { foldEvents } from './fold.ts'
import type { SteeringEvent } from './steering-order.ts'
import { LivedRun } from './test-support/lived-run.ts'

/** What a run is to the people around it: all that the commands need to know, and nothing of how it is kept. */
interface Model {
  isOver: boolean
  isPaused: boolean
  isComparing: boolean
  readonly decided: Set<number>
  readonly banned: Set<number>
  readonly feedback: string[]
  readonly answered: Set<string>
  iterations: number
}

/** Reads on in what the run has stored, which is all that others see of it. */
function readOn(model: Model, run: LivedRun, from: number): void {
  for (const { type, data } of run.events.slice(from)) {
    if (type === 'version.kept' || type === 'version.dropped') model.decided.add(data.version)
    if (type === 'comparison.started') model.isComparing = true
    if (type === 'run.completed' || type === 'run.failed') model.isOver = true
    if (type === 'output.recorded') {
      expect(model.answered.has(data.callId), `${data.callId} is answered once`).toBe(false)
      model.answered.add(data.callId)
    }
  }
}

function expectSound(model: Model, run: LivedRun): void {
  const { state } = run
  expect(foldEvents(run.events), 'what is stored says all there is to know').toEqual(state)
  expect(state.isPaused).toBe(model.isPaused)
  expect(state.feedback).toEqual(model.feedback)
  expect(new Set(state.banned)).toEqual(model.banned)
  expect(state.best === null || !model.banned.has(state.best.version), 'who is banned does not win').toBe(true)
  expect(state.versions.length).toBeLessThanOrEqual(model.iterations + 1)
  const { next } = plan(state)
  if (model.isOver) expect([next.kind, run.call]).toEqual(['finished', null])
  else if (run.call === null) expect(next.kind).toBe('paused')
  for (const { callId, isRepeat } of run.asked.slice(-1))
    if (run.call !== null) expect(model.answered.has(callId), `${callId} is asked once (${isRepeat})`).toBe(false)
}

/** A thing that happens to a run. Where the model says that it cannot, the run must refuse it and stay as it is. */
class Happening implements fc.Command<Model, LivedRun> {
  readonly name: string
  readonly #can: (model: Model, run: LivedRun) => boolean
  readonly #do: (model: Model, run: LivedRun) => void
  constructor(
    name: string,
    can: (model: Model, run: LivedRun) => boolean,
    happen: (model: Model, run: LivedRun) => void,
  ) {
    this.name = name
    this.#can = can
    this.#do = happen
  }
  check = () => true
  run(model: Model, run: LivedRun): void {
    if (!this.#can(model, run)) return
    const from = run.events.length
    const [wasPaused, asked] = [model.isPaused, run.asked.length]
    this.#do(model, run)
    readOn(model, run, from)
    if (wasPaused && model.isPaused) expect(run.asked.length, 'nothing is asked in a pause').toBe(asked)
    expectSound(model, run)
  }
  toString = () => this.name
}

/** Steers, where the model says that this is allowed; where it says not, the run refuses it. */
const steering = (event: SteeringEvent, isAllowed: (model: Model) => boolean, change: (model: Model) => void) =>
  new Happening(
    `${event.type} ${JSON.stringify(event.data)}`,
    () => true,
    (model, run) => {
      const refusal = whyImpossible(run.state, event, run.state.lastSeq + 1)
      expect([refusal, refusal === null]).toEqual([refusal, !model.isOver && isAllowed(model)])
      if (refusal !== null) return void expect(() => run.store(event)).toThrow(refusal)
      run.store(event)
      change(model)
      run.goOn()
    },
  )

const hasCall = (_: Model, { call }: LivedRun) => call !== null
const texts = fc.constantFrom(
  '',
  'It is new.',
  '- It is new\n- It saves time',
  '- a\n- b\n- c',
  'I cannot help with that.',
)
const versions = fc.nat(3)

const happenings = [
  fc
    .tuple(texts, fc.integer({ min: 1, max: 900 }))
    .map(
      ([text, tokens]) =>
        new Happening(`answer ${JSON.stringify(text)}`, hasCall, (_, run) => run.answer(text, tokens)),
    ),
  fc.constant(
    new Happening(
      'crash',
      () => true,
      (_, run) => run.crash(),
    ),
  ),
  fc.constant(
    steering(
      { type: 'run.paused', data: {} },
      ({ isPaused }) => !isPaused,
      (model) => {
        model.isPaused = true
      },
    ),
  ),
  fc.constant(
    steering(
      { type: 'run.continued', data: {} },
      ({ isPaused }) => isPaused,
      (model) => {
        model.isPaused = false
      },
    ),
  ),
  fc.constantFrom('Shorter.', 'For children.').map((text) =>
    steering(
      { type: 'feedback.added', data: { text } },
      ({ isComparing }) => !isComparing,
      (model) => void model.feedback.push(text),
    ),
  ),
  versions.map((version) => {
    const isOpen = ({ isComparing, decided, banned }: Model) =>
      !isComparing && decided.has(version) && !banned.has(version)
    return steering({ type: 'version.pinned', data: { version } }, isOpen, () => {})
  }),
  versions.map((version) => {
    const isOpen = ({ isComparing, decided, banned }: Model) =>
      !isComparing && decided.has(version) && !banned.has(version)
    return steering(
      { type: 'version.banned', data: { version } },
      (model) => version > 0 && isOpen(model),
      ({ banned }) => void banned.add(version),
    )
  }),
  fc.integer({ min: 1, max: 6 }).map((iterations) => {
    const limits = { iterations, maxTokens: 9_000, comparisons: 3 }
    return steering(
      { type: 'limits.raised', data: { limits } },
      (model) => iterations >= model.iterations,
      (model) => {
        model.iterations = iterations
      },
    )
  }),
]
/** What ends a run: rarer, so that runs come far. */
const endings = [
  fc.constant(new Happening('failure', hasCall, (_, run) => run.fail('MODEL_TIMED_OUT'))),
  fc.constant(
    new Happening(
      'cancel',
      ({ isOver }) => !isOver,
      (model, run) => {
        run.store({ type: 'run.cancelled', data: { best: run.state.best } })
        run.call = null
        model.isOver = true
        model.isPaused = run.state.isPaused
      },
    ),
  ),
]
const answers = happenings.slice(0, 1)
const lives = fc.commands([...answers, ...answers, ...answers, ...happenings, ...happenings, ...endings], {
  maxCommands: 50,
  size: 'max',
})

const born = () => {
  const limits = { iterations: 3, maxTokens: 9_000, comparisons: 3 }
  const real = new LivedRun('Write about our new product in exactly 3 bullet points.', { limits })
  const model: Model = {
    isOver: false,
    isPaused: false,
    isComparing: false,
    decided: new Set(),
    banned: new Set(),
    feedback: [],
    answered: new Set(),
    iterations: 3,
  }
  return { model, real }
}

test('whatever people and crashes do to a run, it is what its events say, and asks for no answer that it has', () => {
  fc.assert(
    fc.property(lives, (commands) => fc.modelRun(born, commands)),
    { numRuns: 80 },
  )
})

test('the lives drawn here have everything in them that can happen to a run, and end in each way', () => {
  const seen = new Set<string>()
  for (const commands of fc.sample(lives, { numRuns: 150, seed: 1 })) {
    const { model, real } = born()
    fc.modelRun(() => ({ model, real }), commands)
    for (const { type } of real.events) seen.add(type)
    if (real.asked.some(({ isRepeat }) => isRepeat)) seen.add('asked again after a crash')
  }
  const steered = ['run.paused', 'run.continued', 'feedback.added', 'version.pinned', 'version.banned', 'limits.raised']
  const ended = ['run.completed', 'run.failed', 'run.cancelled']
  const others = ['comparison.completed', 'run.resumed', 'asked again after a crash']
  expect([...seen]).toEqual(expect.arrayContaining([...steered, ...ended, ...others]))
})

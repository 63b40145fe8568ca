// What a run's verdict is worth, in the simulator's world, whose truth is known by asking it often enough.
import type { NewRefinementEvent } from '../../app/contract/refinement-events.ts'
import { callStarted } from '../../app/refinement/ask-step.ts'
import { decide } from '../../app/refinement/decide.ts'
import { foldEvents } from '../../app/refinement/fold.ts'
import { comparePaired } from '../../app/refinement/statistics/paired-comparison.ts'
import { scattered } from '../../app/refinement/statistics/scattered.ts'
import type { Bench, Row } from './measure.ts'
import { scoresOf, simulatedAnswer } from './simulated-scores.ts'

const prompts = [
  'Explain quantum computing to a child.',
  'Write about our new product.',
  'Give me five tips on sleeping better.',
  'Summarize the history of Rome in 3 bullet points.',
  'Return JSON about Paris with keys title and summary.',
  'Write an email to my landlord about the broken heating, at most 120 words.',
  'Make a table about databases with columns Name and Strength.',
  'Compare trains and planes for a trip through Europe.',
]
const pairs = 8
const repetitions = 1_000
/** Answers that stand for all there are: comparisons draw from them, and their mean is the truth. */
const poolSize = 1_500

const mean = (values: readonly number[]) => values.reduce((total, each) => total + each, 0) / values.length
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, index) => index + from)

interface Run {
  readonly best: string
  readonly last: string
  readonly verdict: string | undefined
}

/** A run as a worker does it. */
async function run(prompt: string): Promise<Run> {
  const limits = { iterations: 4, maxTokens: 50_000, comparisons: pairs }
  const input = { prompt, models: { target: 'simulator:rules-v1' }, temperature: 0.7, limits, simulated: true }
  const events: NewRefinementEvent[] = [{ type: 'run.started', data: input }]
  for (;;) {
    const state = foldEvents(events)
    const step = decide(state)
    if (step.kind === 'record') events.push(...step.events)
    else if (step.kind === 'ask') {
      const { callId, version, pair } = step
      const answer = await simulatedAnswer(step.prompt, pair === undefined ? 0 : pair + 1, step.maxOutputTokens)
      const data = { callId, version, ...(pair !== undefined && { pair }), ...answer, durationMs: 0 }
      events.push(callStarted(step), { type: 'output.recorded', data })
    } else {
      const best = state.versions[state.best?.version ?? 0]?.prompt ?? prompt
      return { best, last: state.versions.at(-1)?.prompt ?? prompt, verdict: state.comparison?.result?.verdict }
    }
  }
}

/** Draws pairs from two pools of answers, with the same luck for both or with luck of their own. */
function compare(pools: readonly [number[], number[]], repetition: number, isShared: boolean) {
  const drawn = (pair: number, arm: number) => Math.floor(scattered(repetition, pair, isShared ? 0 : arm) * poolSize)
  return comparePaired(
    numbers(pairs, 0).map((pair) => (pools[1][drawn(pair, 1)] ?? 0) - (pools[0][drawn(pair, 0)] ?? 0)),
  )
}

async function verdictRows(): Promise<Row[]> {
  const [author = ''] = prompts
  const { best } = await run(author)
  const [before, after] = [
    await scoresOf(author, author, numbers(poolSize)),
    await scoresOf(author, best, numbers(poolSize)),
  ]
  const truth = mean(after) - mean(before)
  const same = numbers(repetitions).map((each) => compare([before, before], each, false).verdict)
  const real = numbers(repetitions).map((each) => compare([before, after], each, true))
  const falsely = same.filter((verdict) => verdict === 'better').length / repetitions
  const covering = real.filter(({ interval }) => interval && interval.lower <= truth && truth <= interval.upper)
  const covered = covering.length / repetitions
  const seen = real.filter(({ verdict }) => verdict === 'better').length / repetitions
  return [
    {
      measure: `of ${repetitions} comparisons of a prompt with itself say better`,
      value: percent(falsely),
      goal: '<= 2.5 %',
      met: falsely <= 0.025,
    },
    {
      measure: `of ${repetitions} intervals of 95 % hold the true gain of ${truth.toFixed(3)}`,
      value: percent(covered),
      goal: '93-97 %',
      met: covered >= 0.93 && covered <= 0.97,
    },
    { measure: `of ${repetitions} comparisons by ${pairs} pairs show it`, value: percent(seen) },
  ]
}

async function searchRows(): Promise<Row[]> {
  const gains = { naive: [] as number[], ours: [] as number[] }
  const verdicts = new Map<string, number>()
  for (const author of prompts) {
    const { best, last, verdict = 'unchanged' } = await run(author)
    // Answers that no run has seen.
    const fresh = numbers(200, 10_001)
    const truth = async (prompt: string) => mean(await scoresOf(author, prompt, fresh))
    const own = await truth(author)
    gains.naive.push((await truth(last)) - own)
    gains.ours.push((await truth(best)) - own)
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  }
  const row = (measure: string, values: readonly number[]) => {
    const { lower, upper } = comparePaired(values).interval ?? { lower: Number.NaN, upper: Number.NaN }
    return { measure, value: `${mean(values).toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})` }
  }
  const differences = gains.ours.map((gain, index) => gain - (gains.naive[index] ?? 0))
  return [
    row(`true gain of the last rewrite proposed, ${prompts.length} prompts`, gains.naive),
    row(`true gain of the best version, ${prompts.length} prompts`, gains.ours),
    { ...row('best version minus last rewrite', differences), goal: '>= 0', met: mean(differences) >= 0 },
    { measure: 'verdicts', value: [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ') },
  ]
}

export const verdicts: Bench = {
  name: 'verdicts',
  about: 'what a verdict is worth, in the world of the simulator (not a language model)',
  run: async () => [...(await verdictRows()), ...(await searchRows())],
}

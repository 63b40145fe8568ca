import type { Preferred } from '../../contract/judge.ts'
import type { RunInput } from '../../contract/run-input.ts'
import type { AskStep } from '../ask-step.ts'
import { shortfallText } from '../budget.ts'
import { pairName, sideName } from '../comparison-sides.ts'
import type { ComparisonState, RunState } from '../run-state.ts'
import { askJudge } from './ask-judge.ts'
import type { Judgement } from './judgement.ts'
import { agreedOutcome, isByPlace } from './pairwise.ts'
import { type Preference, preferring } from './preference.ts'
import { judgeRepeatedly } from './repeats.ts'

/** The answers of the pair that is under way. */
interface Texts {
  readonly version: string
  readonly against: string
}

/** Which answer of a pair the judge prefers, by the most frequent of as many judgements as the run asks for, or the next question to it. */
export function judgePair(
  state: RunState,
  comparison: ComparisonState,
  run: RunInput,
  texts: Texts,
): AskStep | Preferred {
  return (
    byEmptiness(texts) ??
    judgeRepeatedly(run.judgeRepeats ?? 1, (repetition) => judgeOnce(state, comparison, run, texts, repetition))
  )
}

/**
 * One judgement: asked in both orders, the first of them in turn; a tie in the first order needs no second, because both would
 * have to agree on a winner.
 */
function judgeOnce(
  state: RunState,
  comparison: ComparisonState,
  run: RunInput,
  texts: Texts,
  repetition: number,
): AskStep | Preferred {
  const { version, differences, inputs } = comparison
  const pair = differences.length
  const index = inputs?.[pair % inputs.length]
  const given = index === undefined ? undefined : state.inputs[index]
  const task = { prompt: run.prompt, input: given?.text, expected: given?.expected }
  const place = {
    version,
    pair,
    ...(index !== undefined && { input: index }),
    ...(repetition > 0 && { repetition }),
  }
  const ask = (isForward: boolean) => {
    const [a, b] = isForward ? [texts.version, texts.against] : [texts.against, texts.version]
    const names = [sideName(comparison, 'version'), sideName(comparison, 'against')]
    const again = repetition > 0 ? [`r${repetition}`] : []
    const callId = [pairName(comparison, pair), ...again, ...(isForward ? names : names.toReversed())].join('-')
    return askJudge(state, run, preferring(task, a, b), { callId, ...place })
  }
  const isForwardFirst = (pair + repetition) % 2 === 0
  const first = ask(isForwardFirst)
  if (first.kind === 'ask') return first
  if (first.kind === 'unaffordable') return without(shortfallText(first.shortfall), 0)
  if (first.judgement.status === 'invalid') return without(first.judgement.problem, first.judgement.replies)
  const { replies } = first.judgement
  if (first.judgement.value === 'tie') return { outcome: 'tie', byPlace: false, replies }
  const second = ask(!isForwardFirst)
  if (second.kind === 'ask') return second
  if (second.kind === 'unaffordable') return without(shortfallText(second.shortfall), replies)
  const all = replies + second.judgement.replies
  if (second.judgement.status === 'invalid') return without(second.judgement.problem, all)
  return agreed(first.judgement, second.judgement, isForwardFirst, all)
}

const without = (problem: string, replies: number): Preferred => ({ outcome: 'none', byPlace: false, replies, problem })

function agreed(
  first: Judgement<Preference>,
  second: Judgement<Preference>,
  isForwardFirst: boolean,
  replies: number,
): Preferred {
  const judged = isForwardFirst ? { forward: first, backward: second } : { forward: second, backward: first }
  const outcome = { win: 'version', loss: 'against', tie: 'tie' } as const
  const both = agreedOutcome(judged)
  return { outcome: both === null ? 'none' : outcome[both], byPlace: isByPlace(judged), replies }
}

/** What code can decide: an answer is better than none. */
function byEmptiness(texts: Texts): Preferred | null {
  const [version, against] = [texts.version.trim() !== '', texts.against.trim() !== '']
  if (version && against) return null
  return { outcome: version ? 'version' : against ? 'against' : 'tie', byPlace: false, replies: 0 }
}

const points = { version: [1, 0], against: [0, 1], tie: [0.5, 0.5], none: [0.5, 0.5] } as const

/**
 * The scores of a pair, 0..1: half by the rules, half by the preference. Without a usable judgement that half is the same
 * for both, so that it speaks for neither.
 */
export function pairScores(
  byRules: { readonly score: number; readonly against: number },
  { outcome }: Preferred,
): { readonly score: number; readonly against: number } {
  const [version, against] = points[outcome]
  return { score: (byRules.score + version) / 2, against: (byRules.against + against) / 2 }
}

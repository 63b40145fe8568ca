import type { NewRefinementEvent, StopReason } from '../contract/refinement-events.ts'
import type { PromptVersion, VersionAnswer } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
import { affordableAsks } from './affordable-asks.ts'
import { comparableAnswers } from './judge/comparable.ts'
import { proposalsLeft } from './proposing.ts'
import type { RunState } from './run-state.ts'
import { nextMove } from './search/next-move.ts'
import type { Candidate, DecideMove, Position } from './search/position.ts'
import type { SearchMove } from './search-move.ts'
import { splitInputs } from './test-inputs.ts'

/** Most answers of one version to one input, where answers vary at all. */
const mostSamples = 3

/**
 * The search over test inputs, by the strategy in `search/`: its position is made from the state, its move is put into the words of
 * the run. Inputs that are held out for the final comparison are not in it.
 * @param exhausted whether whoever proposes has nothing more
 */
export function inputSearchMove(state: RunState, input: RunInput, exhausted: boolean): SearchMove {
  const { search } = splitInputs(state.inputs.length)
  const at = (index: number): number => search[index] ?? 0
  const position = positionOf(state, input, search, exhausted)
  const move = nextMove(position)
  switch (move.kind) {
    case 'measure':
      return { kind: 'measure', version: move.version, input: at(move.input), sample: move.sample }
    case 'propose':
      return {
        kind: 'propose',
        parent: move.parent,
        evidence: move.evidence.map(({ version, input: index, sample }) => ({ version, input: at(index), sample })),
      }
    case 'stop':
      return { kind: 'stop', stopReason: stopReasons[move.why], reason: move.reason }
    default:
      return { kind: 'decide', event: decision(state, move) }
  }
}

const stopReasons = { converged: 'converged', proposals: 'iterations', budget: 'budget' } as const satisfies Record<
  string,
  StopReason
>

function positionOf(state: RunState, input: RunInput, search: readonly number[], exhausted: boolean): Position {
  const comparable = comparableAnswers(state.versions.flatMap(({ answers }) => answers))
  return {
    inputs: search.length,
    samples: input.temperature === 0 ? 1 : mostSamples,
    candidates: state.versions.map((version) => candidateOf(state, version, search, comparable)),
    champion: state.best?.version ?? null,
    asksLeft: affordableAsks(state, input),
    proposalsLeft: exhausted ? 0 : proposalsLeft(state, input),
    seed: input.prompt,
  }
}

function candidateOf(
  { pinned, banned }: RunState,
  { version, parent, answers, decision }: Readonly<PromptVersion>,
  search: readonly number[],
  comparable: readonly VersionAnswer[],
): Candidate {
  return {
    version,
    parent,
    measurements: answers.map((answer) => ({
      input: search.indexOf(answer.input),
      sample: answer.sample,
      // Without the judgement that others have, a score is on another scale.
      score: comparable.includes(answer) ? answer.score : null,
    })),
    decision: decision === null ? 'open' : decision.kept ? 'kept' : 'dropped',
    isBanned: banned.includes(version),
    isPinned: pinned === version,
  }
}

/** A version that leads again, after it was decided, is chosen; its first decision stays what it was. */
function decision({ best, versions }: RunState, { kind, version, reason }: DecideMove): NewRefinementEvent {
  const decided = versions[version]
  if (decided?.score == null) throw new Error(`Expected version ${version} to have a score before it is decided`)
  const data = { version, score: decided.score, previousBest: best, reason }
  if (kind === 'drop') return { type: 'version.dropped', data }
  return decided.decision === null ? { type: 'version.kept', data } : { type: 'best.chosen', data }
}

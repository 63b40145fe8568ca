import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import { accept } from './acceptance.ts'
import type { RunState } from './run-state.ts'
import type { SearchMove } from './search-move.ts'

/**
 * The search without test inputs: each version is asked once and judged by that one answer, against the champion's. Cheap,
 * and no proof; the comparison at the end is what shows whether the winner is better.
 */
export function oneAnswerMove(state: RunState): SearchMove {
  const latest = state.versions.at(-1)
  if (latest === undefined) throw new Error('Expected a version 0')
  if (latest.answers.length === 0) return { kind: 'measure', version: latest.version }
  if (latest.decision === null) return { kind: 'decide', event: judge(state, latest.version) }
  const parent = state.pinned ?? state.best?.version ?? 0
  return { kind: 'propose', parent, evidence: [{ version: parent, input: 0, sample: 0 }] }
}

function judge({ best, versions }: RunState, number: number): NewRefinementEvent {
  const version = versions[number]
  if (version?.score == null) throw new Error(`Expected version ${number} to have a score`)
  const { score, checks } = version
  const champion = best === null ? undefined : versions[best.version]
  if (best === null || champion === undefined) {
    const reason = 'Kept: the author’s own prompt is what every rewrite is measured against'
    return { type: 'version.kept', data: { version: number, score, previousBest: null, reason } }
  }
  const verdict = accept(
    { version: best.version, score: best.score, checks: champion.checks },
    { version: number, score, checks },
  )
  return {
    type: verdict.kept ? 'version.kept' : 'version.dropped',
    data: { version: number, score, previousBest: best, reason: verdict.reason },
  }
}

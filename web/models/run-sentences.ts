import type { AssistantRole } from '../../app/contract/run-input.ts'
import { comparingText, verdictText } from './comparison-sentences.ts'
import { bestVersion, type RunView, type VersionView } from './run-view.ts'
import { durationText, modelText, scorePair, scoreText } from './wording.ts'

/** The run in one word. */
export function statusText(view: RunView): 'Loading' | 'Queued' | 'Running' | 'Completed' | 'Failed' | 'Cancelled' {
  if (view.lastSeq === 0) return 'Loading'
  if (view.end === null) return view.versions.length === 0 ? 'Queued' : 'Running'
  return { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' }[view.end.status] as ReturnType<
    typeof statusText
  > // the table's values are widened to string
}

/** A version by name; 0 is the author's own prompt. */
const versionText = (version: number): string => (version === 0 ? 'your prompt' : `version ${version}`)

function activityOf(version: VersionView): string {
  const name = versionText(version.version)
  const failure = version.failures.at(-1)
  if (version.verdict !== null) return 'Looking for the next change…'
  if (version.evaluation !== null) return `Comparing ${name} with the best so far…`
  if (version.output !== null) return `Scoring the answer to ${name}…`
  if (version.call?.isWaiting)
    return failure?.retryAfterMs == null
      ? 'Waiting before asking the model again…'
      : `Waiting ${durationText(failure.retryAfterMs)} before asking the model again…`
  if (version.call !== null) return `Asking ${modelText(version.call.model)} with ${name}…`
  return `Preparing ${name}…`
}

const requestTexts = {
  enhancer: 'A model improves the prompt',
  architect: 'A model writes the prompt anew',
  analyser: 'A model looks for flaws in the answers',
  reviser: 'A model revises the prompt',
  judge: 'A model judges an answer',
  generator: 'A model writes test inputs',
} as const satisfies Record<AssistantRole, string>

/** What a run that has not ended is doing now; null once it has ended. */
export function activityText(view: RunView): string | null {
  if (view.end !== null || view.lastSeq === 0) return null
  if (view.isPaused) return 'Paused. Nothing is asked until you let it go on.'
  if (view.request !== null) return `${requestTexts[view.request.role]} (${modelText(view.request.model)})…`
  const comparison = view.selfComparison ?? view.comparison
  if (comparison !== null) return comparingText(comparison)
  const newest = view.versions.at(-1)
  return newest === undefined ? 'Waiting for its turn…' : activityOf(newest)
}

/** What the run has come to so far, honestly: a run that found nothing says so. Null while nothing is scored. */
export function outcomeText(view: RunView): string | null {
  const best = bestVersion(view)
  const isRewrite = best !== null && best.version > 0
  if (view.end === null) {
    if (view.originalScore === null) return null
    return isRewrite ? `Version ${best.version} is the best so far.` : 'Your own prompt is the best so far.'
  }
  const result = view.comparison?.result
  if (result != null) return verdictText(result)
  if (isRewrite && view.originalScore !== null && view.best !== null) {
    const [before, after] = scorePair(view.originalScore, view.best.score)
    return `Version ${best.version} scores higher than your prompt: ${before} → ${after}.`
  }
  return view.originalScore === null
    ? 'Nothing was scored before the run ended; your prompt stays.'
    : 'No better version was found; your prompt stays.'
}

/** The newest thing worth telling somebody who does not look at the page; empty when there is none. */
export function newsText(view: RunView): string {
  if (view.end !== null) return `${statusText(view)}. ${outcomeText(view) ?? ''}`.trim()
  const judged = view.versions.findLast((version) => version.verdict !== null)
  if (judged?.verdict == null || judged.evaluation === null) return ''
  const score = scoreText(judged.evaluation.score)
  if (judged.version === 0) return `Your prompt scores ${score}.`
  return `Version ${judged.version} scores ${score} and is ${judged.verdict.kept ? 'kept' : 'dropped'}.`
}

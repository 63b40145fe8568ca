import { useState } from 'preact/hooks'
import type { RunInput } from '../../app/contract/run-input.ts'
import { luckText, preferencesText } from '../models/comparison-sentences.ts'
import { draftOf } from '../models/run-draft.ts'
import { outcomeText } from '../models/run-sentences.ts'
import { bestVersion, type RunView, versionOf } from '../models/run-view.ts'
import { CopyButton } from './copy-button.tsx'
import { DiffText } from './diff-text.tsx'
import { OutputComparison } from './output-comparison.tsx'
import type { RefineAgain } from './refine-again.ts'
import { ScoreChange } from './score-change.tsx'
import { Segmented } from './segmented.tsx'

interface Props {
  readonly view: RunView
  readonly input: RunInput
  readonly copy: (text: string) => Promise<boolean>
  readonly onRefineAgain: RefineAgain
}

const modes = [
  { value: 'changes', label: 'Changes' },
  { value: 'text', label: 'Text' },
  { value: 'answers', label: 'Answers' },
] as const
type Mode = (typeof modes)[number]['value']

function headingOf(view: RunView, isRewrite: boolean): string {
  if (view.end === null) return 'Best version so far'
  return isRewrite ? 'Best version' : 'Your prompt'
}

/** The version to take, what changed in it, and by how much it scores higher. */
export function ResultPanel({ view, input, copy, onRefineAgain }: Props) {
  const [chosen, setChosen] = useState<Mode>('changes')
  const best = bestVersion(view)
  const original = versionOf(view, 0)
  if (best === null || original === null) return null
  const isRewrite = best.version > 0
  // Without a rewrite there is nothing to compare.
  const options = isRewrite ? modes : modes.filter(({ value }) => value !== 'changes')
  const mode = !isRewrite && chosen === 'changes' ? 'text' : chosen
  const outcome = outcomeText(view)
  const preferences = view.comparison?.result?.preferences
  const luck = view.selfComparison?.result
  return (
    <section class="card result" aria-labelledby="result-heading">
      <h2 id="result-heading">{headingOf(view, isRewrite)}</h2>
      {outcome !== null && <p class="outcome">{outcome}</p>}
      {preferences !== undefined && <p class="muted">{preferencesText(preferences)}</p>}
      {luck != null && <p class="muted">{luckText(luck)}</p>}
      {view.end?.status === 'completed' && <p class="muted">{view.end.reason}</p>}
      {view.originalScore !== null && (
        <ScoreChange before={view.originalScore} after={isRewrite ? (view.best?.score ?? null) : null} />
      )}
      <div class="result-tools">
        <Segmented legend="What to show" name="result-mode" options={options} value={mode} onChange={setChosen} />
        <div class="actions">
          <CopyButton text={best.prompt} label="Copy prompt" copy={copy} />
          {view.end !== null && (
            <button
              type="button"
              class="button"
              onClick={() => onRefineAgain({ ...draftOf(input), prompt: best.prompt }, input.checks ?? [])}
            >
              Refine this again
            </button>
          )}
        </div>
      </div>
      {mode === 'changes' && <DiffText before={original.prompt} after={best.prompt} />}
      {mode === 'text' && <div class="text-block">{best.prompt}</div>}
      {mode === 'answers' && <OutputComparison original={original} best={best} />}
    </section>
  )
}

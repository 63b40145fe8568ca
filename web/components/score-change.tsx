import { scorePair, scoreText } from '../models/wording.ts'
import { ScoreMeter } from './score-meter.tsx'

/** Scores of 0..1: the author's own prompt, and the best version's; `after` is null while there is no better one. */
export function ScoreChange({ before, after }: { readonly before: number; readonly after: number | null }) {
  const [beforeText, afterText] = after === null ? [scoreText(before), ''] : scorePair(before, after)
  return (
    <dl class="score-change">
      <div>
        <dt>Your prompt</dt>
        <dd>
          <span class="score-number">{beforeText}</span>
          <ScoreMeter score={before} label="Score of your prompt" />
        </dd>
      </div>
      {after !== null && (
        <div class="score-after">
          <dt>Best version</dt>
          <dd>
            <span class="score-number">{afterText}</span>
            <ScoreMeter score={after} label="Score of the best version" />
          </dd>
        </div>
      )}
    </dl>
  )
}

import { scoreText } from '../models/wording.ts'

/** A score of 0..1 as a bar; the number stands beside it, so that colour and length only repeat it. */
export function ScoreMeter({ score, label }: { readonly score: number; readonly label: string }) {
  return (
    <meter min={0} max={1} low={0.5} high={0.8} optimum={1} value={score} aria-label={label}>
      {scoreText(score)}
    </meter>
  )
}

import type { RunTotals } from '../../app/contract/analytics.ts'
import {
  costText,
  isEnough,
  meanText,
  scoresText,
  successText,
  timeSpentText,
  tooFew,
} from '../models/analytics-sentences.ts'
import { countText } from '../models/wording.ts'

interface Props {
  readonly caption: string
  /** What the rows are. */
  readonly of: string
  readonly rows: readonly { readonly name: string; readonly totals: RunTotals }[]
}

const columns = [
  { label: 'Runs', text: ({ runs }: RunTotals) => countText(runs) },
  { label: 'Success', text: successText },
  { label: 'Score', text: (totals: RunTotals) => (isEnough(totals) ? scoresText(totals) : tooFew) },
  { label: 'Rewrites', text: ({ meanIterations }: RunTotals) => meanText(meanIterations) },
  { label: 'Time', text: ({ meanDurationMs }: RunTotals) => timeSpentText(meanDurationMs) },
  { label: 'Cost', text: costText },
] as const

/** What groups of runs came to. On a narrow screen each row stands as a block of its own. */
export function TotalsTable({ caption, of, rows }: Props) {
  return (
    <table class="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {columns.map(({ label }) => (
            <th scope="col" key={label}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, totals }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columns.map(({ label, text }) => (
              <td key={label} data-label={label} class={text(totals) === tooFew ? 'muted' : undefined}>
                {text(totals)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

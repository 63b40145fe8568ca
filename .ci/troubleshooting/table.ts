import { tableOf } from '../readme/tables.ts'
import { deployingTroubles } from './deploying.ts'
import { runningTroubles } from './running.ts'
import { settingsTroubles } from './settings.ts'
import { toolTroubles } from './tools.ts'
import type { Trouble } from './trouble.ts'

/** Every row of docs/troubleshooting.md, by the section it stands in. */
export const troubles = {
  settings: settingsTroubles,
  tools: toolTroubles,
  deploying: deployingTroubles,
  running: runningTroubles,
} as const satisfies Readonly<Record<string, readonly Trouble[]>>

/** Markdown table of some rows. */
export function troublesText(rows: readonly Trouble[]): string {
  if (rows.length === 0) throw new Error('expected rows for docs/troubleshooting.md, found none')
  return tableOf(
    ['it says', 'because', 'do this'],
    rows.map(({ says, cause, cure, shown }) => [
      `\`${says}\``,
      shown.by === 'source' ? `${cause} ([AWS](${shown.source}))` : cause,
      cure,
    ]),
  )
}

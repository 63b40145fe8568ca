import { alarms } from '../../infra/plan/alarms/alarms.ts'
import { prometheusTables } from '../../infra/plan/alarms/prometheus/index-table.ts'
import { runbookIndex } from '../../infra/plan/alarms/runbook-index.ts'
import { troubles, troublesText } from '../troubleshooting/table.ts'
import { checksTables } from './checks-table.ts'
import { publishedTable, registeredTable } from './metrics-tables.ts'
import { policyTable } from './policy-table.ts'
import { refusalText } from './refusal.ts'
import { costText, kindsText } from './stack-tables.ts'
import { configurationTable, endgameKeysText, firstSettingsText, settingsTableText, taskSizesText } from './tables.ts'

/** Every document with generated sections, by its path, and what makes each section. */
export const documents: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'README.md': { configuration: configurationTable, settings: firstSettingsText },
  'docs/settings.md': { refusal: refusalText, settings: settingsTableText, 'task-sizes': taskSizesText },
  'docs/deployment.md': { kinds: kindsText, cost: costText },
  'docs/checks.md': { checks: checksTables },
  'docs/endgame.md': { keys: endgameKeysText },
  'runbooks/README.md': { alarms: () => runbookIndex(alarms) },
  'docs/troubleshooting.md': Object.fromEntries(
    Object.entries(troubles).map(([name, rows]) => [name, () => troublesText(rows)]),
  ),
  'docs/metrics.md': { published: publishedTable, registered: registeredTable },
  'docs/prometheus.md': { alarms: () => prometheusTables(alarms) },
  'docs/policy.md': { rules: policyTable },
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. @throws when the markers are missing */
export function replaceSection(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = document.indexOf(open)
  const to = document.indexOf(close)
  if (from === -1 || to < from) throw new Error(`expected ${open} … ${close} in the document`)
  return `${document.slice(0, from + open.length)}\n${content}\n${document.slice(to)}`
}

/** A document with every generated section as the code has it now. */
export async function withSections(file: string, text: string): Promise<string> {
  let result = text
  for (const [name, content] of Object.entries(documents[file] ?? {}))
    result = replaceSection(result, name, await content())
  return result
}

import { alarms } from '../../infra/plan/alarms/alarms.ts'
import { runbookIndex } from '../../infra/plan/alarms/runbook-index.ts'
import { publishedTable, registeredTable } from './metrics-tables.ts'
import { policyTable } from './policy-table.ts'
import { refusalText } from './refusal.ts'
import { configurationTable, endgameKeysText, firstSettingsText, settingsTableText, taskSizesText } from './tables.ts'

/** Every document with generated sections, by its path, and what makes each section. */
export const documents: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { configuration: configurationTable, settings: firstSettingsText },
  'docs/settings.md': { refusal: refusalText, settings: settingsTableText, 'task-sizes': taskSizesText },
  'docs/endgame.md': { keys: endgameKeysText },
  'runbooks/README.md': { alarms: () => runbookIndex(alarms) },
  'docs/metrics.md': { published: publishedTable, registered: registeredTable },
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
export const withSections = (file: string, text: string): string =>
  Object.entries(documents[file] ?? {}).reduce((rest, [name, content]) => replaceSection(rest, name, content()), text)

import { rules } from '../../infra/policy/rules.ts'
import { tableOf } from './tables.ts'

/** Markdown table of every policy rule. */
export function policyTable(): string {
  if (rules.length === 0) throw new Error('expected policy rules, found none')
  return tableOf(
    ['rule', 'demands', 'otherwise', 'Security Hub', 'severity', 'to mend it'],
    rules.map(({ id, demands, why, controls, severity, enforcement, mend }) => [
      `\`${id}\``,
      demands,
      why,
      controls.join(', '),
      enforcement === 'advisory' ? `${severity}, told only` : severity,
      mend,
    ]),
  )
}

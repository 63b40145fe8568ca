import { notIncluded } from './cost.ts'
import { comparePlans, type ResourceChange } from './plan-difference.ts'
import type { PlanSummary } from './plan-summary.ts'
import { priceList } from './prices.ts'

/** First line of a comment, by which the next run finds it again; another one for the comparison with what is deployed. */
export const commentMark = (stack: string, base?: PlanSummary): string =>
  `<!-- mpla ${base && base.settings === undefined ? 'preview' : 'plan'} of ${stack} -->`

/** GitHub takes 65,536 characters for a comment; beyond this many rows the rest is counted. */
const mostRows = 150
const longestValue = 60

/** Text inside of a table cell: nothing of it is Markdown, HTML, a mention or a new line. */
function cell(text: string): string {
  const short = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
  return `<code>${short
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('|', '&#124;')
    .replaceAll('`', '&#96;')
    .replaceAll(/[*_~[\]\\]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/\s+/g, ' ')}</code>`
}

const valueText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'not set'))
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${heads.join(' | ')} |`,
  `|${' --- |'.repeat(heads.length)}`,
  ...rows.slice(0, mostRows).map((row) => `| ${row.join(' | ')} |`),
  ...(rows.length > mostRows ? ['', `and ${rows.length - mostRows} more`] : []),
]

const signs = { added: '➕ added', removed: '➖ removed', changed: '✏️ changed' } as const

function resourceRows({ what, type, name, properties }: ResourceChange): string[] {
  const changes = properties.map(
    ({ property, before, after }) => `${cell(property)}: ${cell(valueText(before))} → ${cell(valueText(after))}`,
  )
  return [signs[what], cell(type), cell(name), changes.slice(0, 8).join('<br>') + (changes.length > 8 ? '<br>…' : '')]
}

/** USD a month; undefined when a price is not known. */
function total({ costs }: PlanSummary): number | undefined {
  const amounts = costs?.map(({ monthlyUsd }) => monthlyUsd) ?? []
  return amounts.length === 0 || amounts.includes(null)
    ? undefined
    : amounts.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}
const usd = (amount: number | undefined | null) =>
  amount === undefined || amount === null ? 'not known' : `${amount.toFixed(2)} USD`
const signed = (amount: number) => `${amount < 0 ? '−' : '+'}${Math.abs(amount).toFixed(2)}`

function costLine(base: PlanSummary | undefined, plan: PlanSummary): string {
  const after = total(plan)
  if (base?.costs === undefined) return `Estimated cost: **${usd(after)} a month**`
  const before = total(base)
  const change = before === undefined || after === undefined ? '' : ` (${signed(after - before)})`
  return `Estimated cost: ${usd(before)} → **${usd(after)} a month**${change}`
}

function costRows(base: PlanSummary | undefined, plan: PlanSummary): string[][] {
  const before = new Map(base?.costs?.map(({ what, monthlyUsd }) => [what, monthlyUsd]))
  const after = new Map(plan.costs?.map(({ what, monthlyUsd }) => [what, monthlyUsd]))
  const price = (amount: number | null | undefined) =>
    amount === undefined ? '–' : amount === null ? 'not known' : amount.toFixed(2)
  return [...new Set([...after.keys(), ...before.keys()])].map((what) =>
    base?.costs ? [cell(what), price(before.get(what)), price(after.get(what))] : [cell(what), price(after.get(what))],
  )
}

function deploymentLine(base: PlanSummary | undefined, plan: PlanSummary): string {
  const seconds = ({ deployment = {} }: PlanSummary) => Object.values(deployment).reduce((sum, each) => sum + each, 0)
  const change = base?.deployment && seconds(base) !== seconds(plan) ? `, was ${seconds(base)} s` : ''
  return `Deployment: at most ${seconds(plan)} s for one task when nothing is wrong${change}`
}

const details = (summary: string, lines: readonly string[]) => [
  '<details>',
  `<summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
  '',
]

/**
 * A plan as the comment of a pull request.
 * @param base what it is compared with: the plan of the branch to merge into, or what is deployed
 */
export function planMarkdown(plan: PlanSummary, base?: PlanSummary): string {
  const lines = [commentMark(plan.stack, base), `### Plan of \`${plan.stack}\` in ${plan.region}`, '']
  if (base === undefined) lines.push(`${plan.resources.length} resources; there was nothing to compare with.`, '')
  else {
    const { resources, settings } = comparePlans(base, plan)
    const count = (what: ResourceChange['what']) => resources.filter((each) => each.what === what).length
    const against = base.settings ? 'the base branch' : 'what is deployed'
    lines.push(
      resources.length === 0
        ? `No resource differs from ${against} (${plan.resources.length} resources).`
        : `Compared with ${against}: **${count('added')} added, ${count('changed')} changed, ${count('removed')} removed** of ${plan.resources.length} resources.`,
      '',
    )
    if (resources.length > 0) lines.push(...table(['', 'type', 'name', 'properties'], resources.map(resourceRows)), '')
    if (settings.length > 0)
      lines.push(
        ...table(
          ['setting', 'before', 'after'],
          settings.map(({ key, before, after }) => [cell(key), cell(before), cell(after)]),
        ),
        '',
      )
  }
  const columns = base?.costs ? ['USD a month', 'before', 'after'] : ['USD a month', '']
  lines.push(
    costLine(base, plan),
    '',
    deploymentLine(base, plan),
    '',
    ...details('Cost by item', [
      ...table(columns, costRows(base, plan)),
      '',
      `${priceList.what}, ${priceList.date}; other regions are up to a third dearer. Not included: ${notIncluded}.`,
    ]),
  )
  return `${lines.join('\n').trimEnd()}\n`
}

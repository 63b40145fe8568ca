// The tables of docs/quality.md: `node .ci/bench/worlds/table.ts` prints them.
import { differences, type Entry, entryOf, interval, mean } from './league.ts'
import type { World } from './world.ts'

export const contestants = ['no refinement', 'naive loop', 'greedy', 'gepa', 'gepa, few validated', 'ours'] as const

const three = (value: number): string => value.toFixed(3)
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`

/** Mean true score and its interval. */
function scoreOf({ outcomes }: Entry): string {
  const scores = outcomes.map(({ score }) => score)
  const { lower, upper } = interval(scores)
  return `${three(mean(scores))} (${three(lower)} to ${three(upper)})`
}

/** Ours minus another, paired by play. */
export function gainOver(entries: readonly Entry[], world: string, budget: number, other: string) {
  const gains = differences(entryOf(entries, world, budget, 'ours'), entryOf(entries, world, budget, other))
  const { lower, upper } = interval(gains)
  return { gain: mean(gains), lower, upper, text: `${signed(mean(gains))} (${signed(lower)} to ${signed(upper)})` }
}

/** One table for a budget, a row for each world. */
export function tableOf(entries: readonly Entry[], worlds: readonly World[], budget: number): string {
  const better = (world: string) =>
    (['gepa', 'gepa, few validated'] as const)
      .map((name) => ({ name, score: mean(entryOf(entries, world, budget, name).outcomes.map(({ score }) => score)) }))
      .reduce((a, b) => (b.score > a.score ? b : a)).name
  const rows = worlds.map(({ name }) => {
    const cells = contestants.map((each) => {
      const entry = entryOf(entries, name, budget, each)
      return each === 'ours' ? `**${scoreOf(entry)}**` : three(mean(entry.outcomes.map(({ score }) => score)))
    })
    return [
      name,
      ...cells,
      gainOver(entries, name, budget, 'naive loop').text,
      gainOver(entries, name, budget, better(name)).text,
    ]
  })
  const heads = ['world', ...contestants, 'ours − naive loop (95 %)', 'ours − better gepa (95 %)']
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** What each really spent, and how often it gave the author's prompt back. */
export function spentTable(entries: readonly Entry[], worlds: readonly World[], budgets: readonly number[]): string {
  const heads = [
    'contestant',
    ...budgets.map((budget) => `${budget} calls`),
    ...worlds.map(({ name }) => `unchanged, ${name}`),
  ]
  const rows = contestants.map((contestant) => {
    const spent = budgets.map((budget) => {
      const outcomes = entries
        .filter((each) => each.contestant === contestant && each.budget === budget)
        .flatMap((each) => each.outcomes)
      return `${mean(outcomes.map(({ calls }) => calls)).toFixed(0)} + ${mean(outcomes.map(({ reflections }) => reflections)).toFixed(0)}`
    })
    const unchanged = worlds.map(({ name }) =>
      budgets
        .map((budget) => {
          const { outcomes } = entryOf(entries, name, budget, contestant)
          return `${outcomes.filter(({ isUnchanged }) => isUnchanged).length}`
        })
        .join(' / '),
    )
    return [contestant, ...spent, ...unchanged]
  })
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

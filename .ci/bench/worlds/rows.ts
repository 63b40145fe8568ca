import type { Bench, Row } from '../measure.ts'
import { budgets, type Entry, entryOf, mean, playAll, reference } from './league.ts'
import { gainOver } from './table.ts'
import { worlds } from './world.ts'

/** Plays of each contestant in each world with each budget; as many as are stored of the reference. */
export const seeds = 40

const shown = ['no refinement', 'naive loop', 'greedy', 'gepa', 'gepa, few validated', 'ours']

const meanOf = (entries: readonly Entry[], world: string, budget: number, contestant: string): number =>
  mean(entryOf(entries, world, budget, contestant).outcomes.map(({ score }) => score))

/** Mean true score of the prompt that each returns, and whether ours is shown to be below the naive loop anywhere. */
function worldRows(): Row[] {
  const entries = [...playAll(seeds), ...reference().entries]
  const head = { measure: `worlds, ${seeds} plays each, mean true score:`, value: shown.join(' | ') }
  const rows = worlds.flatMap(({ name }) =>
    budgets.map((budget): Row => {
      const { gain, upper, text } = gainOver(entries, name, budget, 'naive loop')
      const scores = shown.map((each) => meanOf(entries, name, budget, each))
      const ratio = 1 + gain / Math.max(1e-3, meanOf(entries, name, budget, 'naive loop'))
      return {
        measure: `${name}, ${budget} calls`,
        value: scores.map((score) => score.toFixed(3)).join(' '),
        goal: `not below the naive loop: ${text}, ${ratio > 100 ? '> 100' : ratio.toFixed(2)} times`,
        met: upper >= 0,
      }
    }),
  )
  return [head, ...rows]
}

export const searchWorlds: Bench = {
  name: 'worlds',
  about: 'what a search returns, in simulated worlds (no language model), beside others with the same calls',
  run: async () => worldRows(),
}

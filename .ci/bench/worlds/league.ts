// The contestants beside each other in every world, paired by play.
import { readFileSync } from 'node:fs'
import { scattered } from '../../../app/refinement/statistics/scattered.ts'
import { type Contestant, greedy, naive, none, type Outcome, ours } from './contestants.ts'
import { authorsPrompt, type Play, trueScore, type World, worlds } from './world.ts'

export const budgets = [30, 60, 150, 300] as const

export interface Played {
  readonly score: number
  readonly calls: number
  readonly reflections: number
  readonly isUnchanged: boolean
}

/** Plays of one contestant in one world with one budget, by seed from 0. */
export interface Entry {
  readonly world: string
  readonly budget: number
  readonly contestant: string
  readonly outcomes: readonly Played[]
}

const live: Readonly<Record<string, Contestant>> = { 'no refinement': none, 'naive loop': naive, greedy, ours }

export function playAll(seeds: number, chosen: readonly World[] = worlds, of: readonly number[] = budgets): Entry[] {
  return chosen.flatMap((world) => {
    const plays = Array.from({ length: seeds }, (_, seed): Play => ({ world, seed }))
    return of.flatMap((budget) =>
      Object.entries(live).map(([contestant, play]) => ({
        world: world.name,
        budget,
        contestant,
        outcomes: plays.map((each) => playedAs(each, play(each, budget))),
      })),
    )
  })
}

const playedAs = (play: Play, { prompt, calls, reflections }: Outcome): Played => ({
  score: trueScore(play, prompt),
  calls,
  reflections,
  isUnchanged: prompt === authorsPrompt(play),
})

/** How the reference's results were made, and the results: written by `play_gepa.py`. */
export function reference(): { readonly made: Readonly<Record<string, string | number>>; readonly entries: Entry[] } {
  const [made, ...rows] = readFileSync(new URL('gepa.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const entries = rows.map(({ outcomes, ...row }) => ({
    ...row,
    outcomes: outcomes.map(([score, calls, reflections, isUnchanged]: [number, number, number, boolean]) => ({
      score,
      calls,
      reflections,
      isUnchanged,
    })),
  }))
  return { made, entries }
}

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length

const resamples = 2_000

/** The 95 % percentile bootstrap interval of a mean. */
export function interval(values: readonly number[]): { readonly lower: number; readonly upper: number } {
  const means = Float64Array.from({ length: resamples }, (_, sample) =>
    mean(values.map((_each, at) => values[Math.floor(scattered(sample, at) * values.length)] ?? 0)),
  ).sort()
  return {
    lower: means[Math.floor(0.025 * resamples)] ?? Number.NaN,
    upper: means[Math.floor(0.975 * resamples)] ?? Number.NaN,
  }
}

/** Scores of two contestants on the same plays, one minus the other. @throws when they played different ones */
export function differences(a: Entry, b: Entry): number[] {
  if (a.outcomes.length !== b.outcomes.length)
    throw new Error(`Expected as many plays, found ${a.outcomes.length} and ${b.outcomes.length} in ${a.world}`)
  return a.outcomes.map(({ score }, at) => score - (b.outcomes[at]?.score ?? Number.NaN))
}

export function entryOf(entries: readonly Entry[], world: string, budget: number, contestant: string): Entry {
  const found = entries.find((each) => each.world === world && each.budget === budget && each.contestant === contestant)
  if (found === undefined) throw new Error(`Expected ${contestant} in ${world} with ${budget} calls, found nothing`)
  return found
}

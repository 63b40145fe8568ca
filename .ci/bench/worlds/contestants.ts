// Who plays the worlds. Each spends exactly the calls it is given, and says which prompt it returns.
import { nextMove } from '../../../app/refinement/search/next-move.ts'
import { after, startOf } from '../../../app/refinement/search/test-support/play-moves.ts'
import { comparePaired } from '../../../app/refinement/statistics/paired-comparison.ts'
import { splitInputs } from '../../../app/refinement/test-inputs.ts'
import { draw } from './draw.ts'
import { reflect } from './reflect.ts'
import { ask, authorsPrompt, type Judgement, type Play } from './world.ts'

export interface Outcome {
  readonly prompt: string
  readonly calls: number
  readonly reflections: number
}

export type Contestant = (play: Play, budget: number) => Outcome

export const minibatch = 3

/** Three inputs drawn anew, all different. */
const drawn = ({ world, seed }: Play, round: number): number[] =>
  Array.from({ length: world.inputs }, (_, input) => ({ input, at: draw(seed, 'minibatch', round, input) }))
    .sort((a, b) => a.at - b.at)
    .slice(0, minibatch)
    .map(({ input }) => input)

/** No refinement. */
export const none: Contestant = (play) => ({ prompt: authorsPrompt(play), calls: 0, reflections: 0 })

/** Ask, reflect, take the rewrite, again; returns the last. */
export const naive: Contestant = (play, budget) => {
  let prompt = authorsPrompt(play)
  const rounds = Math.floor(budget / minibatch)
  for (let round = 0; round < rounds; round += 1)
    prompt = reflect(
      play,
      round,
      prompt,
      drawn(play, round).map((input) => ask(play, prompt, input, 0)),
    )
  return { prompt, calls: rounds * minibatch, reflections: rounds }
}

/** Takes a rewrite only when it scores higher on the three inputs that the reflection has seen. */
export const greedy: Contestant = (play, budget) => {
  let prompt = authorsPrompt(play)
  const rounds = Math.floor(budget / (2 * minibatch))
  const total = (judgements: readonly Judgement[]) => judgements.reduce((sum, { score }) => sum + score, 0)
  for (let round = 0; round < rounds; round += 1) {
    const inputs = drawn(play, round)
    const before = inputs.map((input) => ask(play, prompt, input, 2 * round))
    const rewrite = reflect(play, round, prompt, before)
    if (total(inputs.map((input) => ask(play, rewrite, input, 2 * round + 1))) > total(before)) prompt = rewrite
  }
  return { prompt, calls: rounds * 2 * minibatch, reflections: rounds }
}

/** Pairs of the final comparison: a quarter of the calls, 6 to 24 pairs. */
const pairsOf = (budget: number): number => Math.min(24, Math.max(6, Math.floor(budget / 8)))

/** The search of a run, and its final comparison with the author's prompt, on inputs that the search never saw. */
export const ours: Contestant = (play, budget) => {
  const pairs = pairsOf(budget)
  const { search, heldOut } = splitInputs(play.world.inputs)
  const prompts = [authorsPrompt(play)]
  const judge = (version: number, input: number, sample: number) => ask(play, prompts[version] ?? '', input, sample)
  const asks = budget - 2 * pairs
  const proposals = Math.floor(budget / minibatch)
  let position = startOf({ inputs: search.length, samples: 3, asks, proposals }, `play ${play.seed}`)
  for (;;) {
    const move = nextMove(position)
    const reflections = prompts.length - 1
    if (move.kind === 'propose') {
      const evidence = move.evidence.map(({ version, input, sample }) => judge(version, search[input] ?? 0, sample))
      prompts.push(reflect(play, reflections, prompts[move.parent] ?? '', evidence))
    }
    if (move.kind === 'stop') {
      const calls = asks - position.asksLeft
      if (move.best === 0) return { prompt: prompts[0] ?? '', calls, reflections }
      const differences = Array.from({ length: pairs }, (_, pair) => {
        const input = heldOut[pair % heldOut.length] ?? 0
        const answerOf = (version: number) => judge(version, input, 1_000 + pair).score
        return answerOf(move.best) - answerOf(0)
      })
      const winner = comparePaired(differences).mean <= 0 ? 0 : move.best
      return { prompt: prompts[winner] ?? '', calls: calls + 2 * pairs, reflections }
    }
    position = after(position, move, (version, input, sample) => judge(version, search[input] ?? 0, sample).score)
  }
}

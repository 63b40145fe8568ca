import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hash } from './draw.ts'
import { budgets, entryOf, mean, playAll, reference } from './league.ts'
import { reflect } from './reflect.ts'
import { gainOver } from './table.ts'
import { ask, trueScore, worlds } from './world.ts'

const linesOf = (name: string): unknown[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

interface Vector {
  readonly world: string
  readonly seed: number
  readonly step: number
  readonly prompt: string
  readonly judged: readonly { readonly task: number; readonly score: number; readonly missed: readonly number[] }[]
  readonly worth: number
}

test('a world is the same in Python, where the reference plays, and here', () => {
  // The file is written by play_gepa.py, so its shape is known.
  const vectors = linesOf('vectors.jsonl') as Vector[]
  expect(new Set(vectors.map(({ world }) => world))).toEqual(new Set(worlds.map(({ name }) => name)))
  let rewrites = 0
  for (const [at, { world: name, seed, step, prompt, judged, worth }] of vectors.entries()) {
    const world = worlds.find((each) => each.name === name)
    if (world === undefined) throw new Error(`Expected a world ${name}`)
    const play = { world, seed }
    const judgements = judged.map(({ task }) => ask(play, prompt, task, step))
    expect(judgements).toEqual(judged.map((each) => ({ ...each, score: expect.closeTo(each.score, 12) })))
    expect(trueScore(play, prompt)).toBeCloseTo(worth, 12)
    const next = vectors[at + 1]
    if (next?.step !== step + 1) continue
    expect(reflect(play, step, prompt, judgements)).toBe(next.prompt)
    rewrites += 1
  }
  expect(rewrites).toBe(worlds.length * 11)
})

test('the stored results of the reference were played in these worlds, each with every budget', () => {
  const { made, entries } = reference()
  expect(made['worlds']).toBe(hash(readFileSync(new URL('worlds.json', import.meta.url), 'utf8')))
  for (const { name } of worlds)
    for (const budget of budgets)
      for (const contestant of ['gepa', 'gepa, few validated'])
        expect(entryOf(entries, name, budget, contestant).outcomes).toHaveLength(Number(made['seeds']))
})

const seeds = 24
const few = [30, 60]
const played = playAll(seeds, worlds, few)

test.each(worlds.map(({ name }) => name))('in the world "%s" ours is not worse than the naive loop', (world) => {
  for (const budget of few) {
    // So few plays leave the mean of a difference uncertain by about 0.03; the bench plays forty.
    expect(gainOver(played, world, budget, 'naive loop').gain).toBeGreaterThan(-0.06)
    expect(entryOf(played, world, budget, 'ours').outcomes.every(({ calls }) => calls <= budget)).toBe(true)
  }
})

test('a prompt that is the best already comes back unchanged, where the naive loop spoils it', () => {
  for (const budget of few) {
    const { outcomes } = entryOf(played, 'optimal seed', budget, 'ours')
    expect(outcomes.filter(({ isUnchanged }) => isUnchanged).length).toBeGreaterThanOrEqual(seeds - 1)
    const spoilt = entryOf(played, 'optimal seed', budget, 'naive loop').outcomes
    expect(mean(spoilt.map(({ score }) => score))).toBeLessThan(mean(outcomes.map(({ score }) => score)) - 0.3)
  }
})

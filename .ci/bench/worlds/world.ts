// Worlds whose truth is known: simulated tasks, a simulated target model and a simulated judge. No language model anywhere.
import { draw, hash } from './draw.ts'
import settings from './worlds.json' with { type: 'json' }

/** What a world is made of; `worlds.json` says what is meant where one of them names nothing. */
export interface World {
  readonly name: string
  /** Strategies were not tuned on it. */
  readonly isHeldOut: boolean
  /** Inputs that a refinement may use. */
  readonly inputs: number
  /** Rules that a prompt can state; the author's own states the first `seedRules` of them. */
  readonly rules: number
  readonly seedRules: number
  /** Rules that one task needs. */
  readonly needs: number
  /** Chance that the model overlooks a rule that is stated. */
  readonly slip: number
  /** Lines that the model can follow; each above it adds `overload` to the slip. */
  readonly capacity: number
  readonly overload: number
  /** Pairs of rules that contradict each other: of both, each is followed `conflictStrength` as often. */
  readonly conflicts: readonly (readonly number[])[]
  readonly conflictStrength: number
  /** Tricks that solve `decoyReach` of all tasks, and take `decoyHarm` from all others. */
  readonly decoys: number
  readonly decoyReach: number
  readonly decoyHarm: number
  /** Chance that the judge says the opposite of what is true. */
  readonly flip: number
  /** A task is solved or not, instead of by so many of its needs. */
  readonly isStrict: boolean
  /** Chances of what a reflection does; the rest of the time it states a rule that was missing. */
  readonly reflector: {
    readonly memorise: number
    readonly decoy: number
    readonly filler: number
    readonly drop: number
  }
}

export const worlds: readonly World[] = settings.worlds.map(({ reflector, ...world }) => ({
  ...settings.defaults,
  ...world,
  reflector: { ...settings.defaults.reflector, ...reflector },
}))

/** One play of a world: the same seed, the same tasks and the same luck. */
export interface Play {
  readonly world: World
  readonly seed: number
}

const opening = 'Answer the task.'
/** Tasks that no refinement sees; a prompt's true worth is what it is worth on them. */
const unseen = Array.from({ length: 200 }, (_, index) => 1_000 + index)

export const rulesOf = (prompt: string): number[] => stated(prompt, 'Rule')
export const decoysOf = (prompt: string): number[] => stated(prompt, 'Trick')
export const casesOf = (prompt: string): number[] => stated(prompt, 'Case')

const stated = (prompt: string, kind: string): number[] =>
  prompt
    .split('\n')
    .filter((line) => line.startsWith(`${kind} `))
    .map((line) => Number(line.slice(kind.length + 1)))

export const authorsPrompt = ({ world }: Play): string =>
  [opening, ...Array.from({ length: world.seedRules }, (_, rule) => `Rule ${rule}`)].join('\n')

/** The rules that a task needs, all different. */
export function needsOf(play: Play, task: number): readonly number[] {
  const known = needsOfPlay.get(play)?.get(task)
  if (known !== undefined) return known
  const { world, seed } = play
  const order = Array.from({ length: world.rules }, (_, rule) => ({ rule, at: draw(seed, 'needs', task, rule) }))
  const needs = order
    .sort((a, b) => a.at - b.at)
    .slice(0, world.needs)
    .map(({ rule }) => rule)
  needsOfPlay.set(play, (needsOfPlay.get(play) ?? new Map()).set(task, needs))
  return needs
}

/** Always the same, and asked for a thousand times. */
const needsOfPlay = new WeakMap<Play, Map<number, readonly number[]>>()

/** Whether a trick solves a task. */
export const reaches = ({ world, seed }: Play, decoy: number, task: number): boolean =>
  draw(seed, 'reach', decoy, task) < world.decoyReach

/** Chance that an answer meets a need. */
function chanceOf(play: Play, prompt: Prompt, task: number, need: number): number {
  const { world } = play
  const isSolved = prompt.cases.has(task) || prompt.decoys.some((decoy) => reaches(play, decoy, task))
  if (!isSolved && !prompt.rules.has(need)) return 0
  const contradictions = isSolved
    ? 0
    : world.conflicts.filter((pair) => pair.includes(need) && pair.every((rule) => prompt.rules.has(rule))).length
  const harms = prompt.decoys.filter((decoy) => !reaches(play, decoy, task)).length
  return Math.max(0, 1 - prompt.slip) * world.conflictStrength ** contradictions * (1 - world.decoyHarm) ** harms
}

interface Prompt {
  readonly hash: number
  readonly rules: ReadonlySet<number>
  readonly cases: ReadonlySet<number>
  readonly decoys: readonly number[]
  readonly slip: number
}

function parse({ world }: Play, text: string): Prompt {
  const lines = text.split('\n').length - 1
  return {
    hash: hash(text),
    rules: new Set(rulesOf(text)),
    cases: new Set(casesOf(text)),
    decoys: decoysOf(text),
    slip: world.slip + world.overload * Math.max(0, lines - world.capacity),
  }
}

/** What the judge says of one answer: the score in 0..1, and which needs it found unmet (the feedback for a reflection). */
export interface Judgement {
  readonly task: number
  readonly score: number
  readonly missed: readonly number[]
}

/** The simulated target answers once, and the simulated judge scores it. @param sample draws the answer anew */
export function ask(play: Play, text: string, task: number, sample: number): Judgement {
  const { world, seed } = play
  const prompt = parse(play, text)
  const needs = needsOf(play, task)
  const isMet = (need: number) =>
    draw(seed, 'answer', prompt.hash, task, need, sample) < chanceOf(play, prompt, task, need)
  const isFlipped = draw(seed, 'judge', prompt.hash, task, sample) < world.flip
  const missed = needs.filter((need) => isMet(need) === isFlipped)
  const share = 1 - missed.length / needs.length
  const isSolved = needs.every((need) => isMet(need))
  return { task, missed, score: world.isStrict ? Number(isSolved !== isFlipped) : share }
}

/** What a prompt is worth on tasks nobody saw, exactly: no answer is drawn. */
export function trueScore(play: Play, text: string): number {
  const prompt = parse(play, text)
  const scores = unseen.map((task) => {
    const chances = needsOf(play, task).map((need) => chanceOf(play, prompt, task, need))
    return play.world.isStrict
      ? chances.reduce((product, chance) => product * chance, 1)
      : chances.reduce((total, chance) => total + chance, 0) / chances.length
  })
  return scores.reduce((total, score) => total + score, 0) / scores.length
}

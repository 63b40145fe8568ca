import type { Lesson } from '../../contract/lessons.ts'

type Ranked = Pick<Lesson, 'id' | 'earned' | 'measured'>

/** Most lessons that a run is offered or goes without. */
export const mostChosen = 6
/** Places for lessons that were measured to help; the others are for those of which too little is known. */
const mostProven = 4
/** Runs after which enough is known of a lesson to let another one begin. */
const enoughTrials = 24

const trialsOf = ({ measured: { offered, withheld } }: Ranked): number => offered.runs + withheld.runs
const upliftOf = ({ measured: { uplift } }: Ranked): number => uplift?.mean ?? 0

/** The one measured to help most first; then by what it was earned with, which says why to try it. */
export const byUplift = (a: Ranked, b: Ranked): number =>
  upliftOf(b) - upliftOf(a) || b.earned.mean - a.earned.mean || compareIds(a, b)

/**
 * What is begun first, so that it comes to an end: runs bring new lessons faster than all of them could be measured. Then those
 * that most runs have earned, and last those that are known not to help much.
 */
const byNeed = (a: Ranked, b: Ranked): number =>
  Number(isKnown(a)) - Number(isKnown(b)) ||
  (isKnown(a) ? trialsOf(a) - trialsOf(b) : trialsOf(b) - trialsOf(a)) ||
  b.earned.runs - a.earned.runs ||
  b.earned.mean - a.earned.mean ||
  compareIds(a, b)

const isKnown = (lesson: Ranked): boolean => trialsOf(lesson) >= enoughTrials

const compareIds = (a: Ranked, b: Ranked): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * The lessons that the next run is about, of those that hold for it: up to four with the highest measured uplift above 0; the
 * other places measure those of which too little is known. The same lessons give the same choice.
 */
export function chooseLessons<T extends Ranked>(active: readonly T[]): T[] {
  const proven = active
    .filter((lesson) => upliftOf(lesson) > 0)
    .sort(byUplift)
    .slice(0, mostProven)
  const others = active.filter((lesson) => !proven.includes(lesson)).sort(byNeed)
  return [...proven, ...others.slice(0, mostChosen - proven.length)]
}

/** A lesson as a model reads it: what to do, and how far that is known to help. */
export function offeredText({ text, earned, measured }: Ranked & Pick<Lesson, 'text'>): string {
  const runs = earned.runs === 1 ? 'a run' : `${earned.runs} runs`
  const first = `part of rewrites that were shown to be better in ${runs}, by ${points(earned.mean)} points of 100 on average`
  return `${text} [Evidence: ${first}; ${measuredText(measured)}.]`
}

function measuredText({ offered, withheld, uplift }: Lesson['measured']): string {
  if (uplift === null) return 'not measured by itself yet'
  const { mean, lower, upper } = uplift
  const difference = `${points(Math.abs(mean))} points ${mean < 0 ? 'less' : 'more'}`
  return `${offered.runs} later runs with it gained ${difference} than ${withheld.runs} without (95 % interval ${points(lower)} to ${points(upper)})`
}

const points = (difference: number): string => (100 * difference).toFixed(1)

import { draw, hash, pick } from './draw.ts'
import { casesOf, decoysOf, type Judgement, type Play, reaches, rulesOf } from './world.ts'

/**
 * The simulated reflection: reads a prompt and judged answers to it, and writes another prompt. Like its models it is right
 * often, and sometimes copies a case into the prompt, falls for a trick, adds an empty phrase or loses a line.
 * @param step number of the reflection, so that each draws its own luck
 */
export function reflect(play: Play, step: number, prompt: string, evidence: readonly Judgement[]): string {
  const { reflector } = play.world
  const luck = [play.seed, step, hash(prompt)] as const
  const lines = prompt.split('\n')
  const added = newLine(play, luck, prompt, evidence)
  if (lines.length > 2 && draw('drop', ...luck) < reflector.drop)
    lines.splice(1 + Math.floor(draw('dropped', ...luck) * (lines.length - 1)), 1)
  return [...lines, added].join('\n')
}

function newLine(play: Play, luck: readonly number[], prompt: string, evidence: readonly Judgement[]): string {
  const { memorise, decoy, filler } = play.world.reflector
  const kind = draw('kind', ...luck)
  const failed = evidence.filter(({ missed }) => missed.length > 0).map(({ task }) => task)
  const cases = failed.filter((task) => !casesOf(prompt).includes(task))
  if (kind < memorise && cases.length > 0) return `Case ${pick(cases, 'case', ...luck)}`
  if (kind >= memorise && kind < memorise + decoy) {
    const known = decoysOf(prompt)
    const tricks = Array.from({ length: play.world.decoys }, (_, index) => index).filter(
      (trick) => !known.includes(trick) && failed.some((task) => reaches(play, trick, task)),
    )
    if (tricks.length > 0) return `Trick ${pick(tricks, 'trick', ...luck)}`
  }
  const known = rulesOf(prompt)
  const missing = evidence.flatMap(({ missed }) => missed).filter((rule) => !known.includes(rule))
  const isFiller = kind >= memorise + decoy && kind < memorise + decoy + filler
  if (isFiller || missing.length === 0) return `Filler ${hash(['filler', ...luck].join('|')) % 1_000_000}`
  return `Rule ${pick(missing, 'rule', ...luck)}`
}

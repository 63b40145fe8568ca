import { nextMove } from '../next-move.ts'
import type { Candidate, Measurement, Move, Position } from '../position.ts'

export interface Budget {
  readonly inputs: number
  readonly samples: number
  readonly asks: number
  readonly proposals: number
}

/** Scores an answer; null when the judge's verdict is invalid. */
export type Scorer = (version: number, input: number, sample: number) => number | null

const mostMoves = 5_000

export const startOf = ({ inputs, samples, asks, proposals }: Budget, seed = 'a run'): Position => ({
  inputs,
  samples,
  candidates: [{ version: 0, parent: null, measurements: [], decision: 'open' }],
  champion: null,
  asksLeft: asks,
  proposalsLeft: proposals,
  seed,
})

/** The position after a move was carried out. */
export function after(position: Position, move: Move, score: Scorer): Position {
  const change = (version: number, to: (candidate: Candidate) => Candidate) =>
    position.candidates.map((each) => (each.version === version ? to(each) : each))
  switch (move.kind) {
    case 'measure': {
      const { version, input, sample } = move
      const made: Measurement = { input, sample, score: score(version, input, sample) }
      const candidates = change(version, (each) => ({ ...each, measurements: [...each.measurements, made] }))
      return { ...position, candidates, asksLeft: position.asksLeft - 1 }
    }
    case 'propose': {
      const version = position.candidates.length
      const child: Candidate = { version, parent: move.parent, measurements: [], decision: 'open' }
      return { ...position, candidates: [...position.candidates, child], proposalsLeft: position.proposalsLeft - 1 }
    }
    case 'keep':
      return { ...position, candidates: change(move.version, kept), champion: move.version }
    case 'drop':
      return { ...position, candidates: change(move.version, (each) => ({ ...each, decision: 'dropped' })) }
    case 'stop':
      return position
  }
}

const kept = (candidate: Candidate): Candidate => ({ ...candidate, decision: 'kept' })

/** All moves of a search with the positions they were made in. @throws when it does not end */
export const playMoves = (budget: Budget, score: Scorer) => playOn(startOf(budget), score)

/** The same from a position on. */
export function playOn(from: Position, score: Scorer): { position: Position; move: Move }[] {
  const played: { position: Position; move: Move }[] = []
  let position = from
  while (played.length < mostMoves) {
    const move = nextMove(position)
    played.push({ position, move })
    if (move.kind === 'stop') return played
    position = after(position, move, score)
  }
  throw new Error(`Expected the search to end, it made ${mostMoves} moves`)
}

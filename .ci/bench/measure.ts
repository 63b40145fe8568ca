/** One printed line. `goal` is the promise in words, `met` whether this run kept it. */
export interface Row {
  readonly measure: string
  readonly value: string
  readonly goal?: string
  readonly met?: boolean
}

export interface Bench {
  readonly name: string
  readonly about: string
  run(): Promise<Row[]>
}

/** Benches that are asked for together by `name`, or one by one. */
export interface BenchGroup {
  readonly name: string
  readonly sections: readonly Bench[]
}

/** @throws when there is nothing to take the median of: a bench that measured nothing must not print a number */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('no value was measured')
  return middle
}

/** The value that so large a share of them does not exceed; `share` 0..1. @throws when nothing was measured */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new Error('no value was measured')
  return found
}

/** Median and range, for example `0.91 (0.88–0.95)`. */
export const spread = (values: readonly number[], digits = 2): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`

/** Runs `a` and `b` alternately, which of them first changing every round, and answers both lists of figures. */
export async function interleaved(rounds: number, a: () => Promise<number>, b: () => Promise<number>) {
  const as: number[] = []
  const bs: number[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) as.push(await a())
    bs.push(await b())
    if (round % 2 === 1) as.push(await a())
  }
  return { a: as, b: bs, ratios: as.map((value, i) => value / (bs[i] ?? Number.NaN)) }
}

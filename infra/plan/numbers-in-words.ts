/** Shorter runs are quicker to read as they are. */
const leastRun = 5

/**
 * A list of growing numbers as text in which runs of equal steps are drawn together:
 * `1, 3, 5, 7, 14, 30 to 180 in steps of 30, 365`.
 */
export function numbersInWords(numbers: readonly number[]): string {
  const parts: string[] = []
  for (let start = 0; start < numbers.length; ) {
    const end = endOfRun(numbers, start)
    const [first = 0, second = 0, last = 0] = [numbers[start], numbers[start + 1], numbers[end]]
    const isRun = end - start + 1 >= leastRun
    parts.push(isRun ? `${first} to ${last} in steps of ${second - first}` : String(first))
    start = isRun ? end + 1 : start + 1
  }
  return parts.join(', ')
}

/** Index of the last number that goes on in the step from the one at `start` to the next. */
function endOfRun(numbers: readonly number[], start: number): number {
  const differenceAt = (index: number) => (numbers[index + 1] ?? Number.NaN) - (numbers[index] ?? Number.NaN)
  let end = start
  while (differenceAt(end) === differenceAt(start)) end++
  return end
}

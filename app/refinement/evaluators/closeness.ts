/**
 * How close a count is to a range, 0..1: 1 inside; half at 1.5 times a maximum or half of a minimum; 0 from twice the maximum.
 * @param max may be infinite
 */
export function closeness(found: number, min: number, max: number): number {
  if (found > max) return max === 0 ? 0 : Math.max(0, 1 - (found - max) / max)
  return found < min ? found / min : 1
}

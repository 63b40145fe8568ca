/**
 * A number in [0, 1) that looks drawn, but follows from the whole numbers given: the same on every machine, at any time.
 * The finaliser of MurmurHash3 (Appleby, public domain) after each number. Good for subsets and orders, not for secrets.
 */
export function scattered(...numbers: readonly number[]): number {
  let hash = 0x9747b28c
  for (const number of numbers) {
    hash = (hash ^ number) + 0x9e3779b9
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}

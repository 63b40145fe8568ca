/** Deals entries out to so many places (>= 1), evenly and in their order. With fewer entries than places they come again. */
export function dealt<T>(entries: readonly T[], places: number): T[][] {
  const { length } = entries
  return Array.from({ length: places }, (_, place) => {
    if (length >= places)
      return entries.slice(Math.floor((place * length) / places), Math.floor(((place + 1) * length) / places))
    // In each round an entry comes in other company, so that sentences do not repeat themselves.
    const round = Math.floor(place / Math.max(1, length))
    return [...new Set([place % length, (place + round) % length])].flatMap((at) => entries.slice(at, at + 1))
  })
}

// Everything that exists in an emulated account, asked of the emulator itself: what Pulumi's state says about its own
// work is not believed. A test takes it before `up` and after `destroy` and compares.
import { listings } from './listings.ts'
import type { Emulator } from './start-emulator.ts'

/** Kind of resource -> ids, sorted. */
export type Inventory = Record<string, string[]>

/** What exists in the emulated account now. */
export async function takeInventory(emulator: Emulator, region = 'eu-west-1'): Promise<Inventory> {
  const entries = await Promise.all(
    Object.entries(listings).map(
      async ([kind, list]) => [kind, [...new Set(await list(emulator.url, region))].toSorted()] as const,
    ),
  )
  return Object.fromEntries(entries)
}

/** What `after` has and `before` has not, e.g. ["secret arn:aws:…"]. */
export const added = (before: Inventory, after: Inventory): string[] =>
  Object.entries(after).flatMap(([kind, ids]) => {
    const known = new Set(before[kind])
    return ids.filter((id) => !known.has(id)).map((id) => `${kind} ${id}`)
  })

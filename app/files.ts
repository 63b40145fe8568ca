import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The file or folder `path` in the nearest folder at or above `start`, or undefined. The same `dist/web` is found from
 * `app/` in the repository and from `dist/` where the bundle runs.
 */
export function nearest(start: string, path: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return join(folder, path)
    if (folder === dirname(folder)) return undefined
  }
}

/** The same. @throws Error when there is none. */
export function besides(start: string, path: string): string {
  const found = nearest(start, path)
  if (found === undefined) throw new Error(`Expected ${path} in a folder above ${start}, found none`)
  return found
}

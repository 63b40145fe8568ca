import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The file or folder `path` in the nearest folder at or above `start`, or undefined. */
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

/** Only a bundle has it, at its top. */
const markOfBundle = 'externals.json'

/** The page, if it was built: beside the bundle, whatever the bundle's folder is called, or in the repository's `dist/web`. */
export function builtPage(start: string): string | undefined {
  const mark = nearest(start, markOfBundle)
  if (mark === undefined) return nearest(start, 'dist/web')
  const page = join(dirname(mark), 'web')
  return existsSync(page) ? page : undefined
}

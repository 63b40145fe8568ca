import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseIgnoreFile } from './plan/ignore-file.ts'

/** The files an image is built from, and what they come to. */
export interface BuildContext {
  /** Folder they are in. */
  readonly root: string
  /** Relative paths, sorted. */
  readonly files: readonly string[]
  /** First 16 hexadecimal digits of a SHA-256 over paths and contents: the same on every machine. */
  readonly hash: string
}

/**
 * Lists and hashes what `docker build` would send from `root`, by its .dockerignore, and the Dockerfile.
 * @throws Error when either is missing
 */
export function readBuildContext(root: string): BuildContext {
  for (const file of ['Dockerfile', '.dockerignore'])
    if (!existsSync(join(root, file)))
      throw new Error(`Expected a ${file} in ${root}, found none; run from a whole checkout`)
  const filter = parseIgnoreFile(readFileSync(join(root, '.dockerignore'), 'utf8'))
  const list = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return filter.mayHoldFiles(path) ? list(path) : []
      return entry.isFile() && filter.includes(path) ? [path] : []
    })
  const files = [...new Set([...list(''), 'Dockerfile'])].toSorted()
  return { root, files, hash: hashOf(root, files) }
}

/** First 16 hexadecimal digits of a SHA-256 over the paths and contents of files in a folder. */
export function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

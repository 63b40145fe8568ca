import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

/** Lists and hashes what `docker build` would send from `root`, by its .dockerignore, and the Dockerfile. */
export function readBuildContext(root: string): BuildContext {
  const filter = parseIgnoreFile(readFileSync(join(root, '.dockerignore'), 'utf8'))
  const list = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return filter.mayHoldFiles(path) ? list(path) : []
      return entry.isFile() && filter.includes(path) ? [path] : []
    })
  const files = [...new Set([...list(''), 'Dockerfile'])].toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return { root, files, hash: hash.digest('hex').slice(0, 16) }
}

/**
 * Copies a context to a place whose path and file modes depend on nothing but its content. The image plugin compares
 * both with the last run: built straight from a checkout, the same tree on another machine would be built and pushed again.
 * @returns the folder
 */
export function stageBuildContext({ root, files, hash }: BuildContext): string {
  const folder = `/tmp/mpla-image-${hash}`
  // What lies there may be cut short or another user's: it is replaced, and an alien folder makes this throw.
  rmSync(folder, { recursive: true, force: true })
  const draft = `${folder}.${process.pid}`
  for (const file of files) {
    const target = join(draft, file)
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
    copyFileSync(join(root, file), target)
    chmodSync(target, 0o644)
  }
  renameSync(draft, folder)
  if (!existsSync(join(folder, 'Dockerfile')))
    throw new Error(`Expected a Dockerfile in ${root}, found none; run from a whole checkout`)
  return folder
}

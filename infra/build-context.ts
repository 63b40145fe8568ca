import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
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

function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * Copies a context to a place whose path and file modes depend on nothing but its content. The image plugin compares
 * both with the last run: built straight from a checkout, the same tree on another machine would be built and pushed again.
 * @returns the folder
 * @throws Error when the folder belongs to somebody else
 */
export function stageBuildContext(context: BuildContext): string {
  const folder = `/tmp/mpla-image-${context.hash}`
  if (isStaged(folder, context)) return folder
  const draft = mkdtempSync(`${folder}-`)
  chmodSync(draft, 0o755)
  for (const file of context.files) {
    const target = join(draft, file)
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
    copyFileSync(join(context.root, file), target)
    chmodSync(target, 0o644)
  }
  try {
    // What lies there is cut short, or was tampered with.
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another process may have staged the same content in between.
    if (!isStaged(folder, context)) throw new Error(`Cannot write ${folder}; remove it and run again`, { cause: error })
  }
  return folder
}

/** Whether a folder holds exactly the files of a context, as staging leaves them, and is nobody else's. */
function isStaged(folder: string, { files, hash }: BuildContext): boolean {
  if (!existsSync(folder) || statSync(folder).uid !== process.getuid?.()) return false
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  return (
    paths.toSorted().join('\0') === files.join('\0') &&
    files.every((file) => (statSync(join(folder, file)).mode & 0o777) === 0o644) &&
    hashOf(folder, files) === hash
  )
}

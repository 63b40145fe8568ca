import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { type BuildContext, hashOf } from './build-context.ts'

const place = '/tmp'
const prefix = 'mpla-image-'
/** Of a folder that no build still reads: longer than any takes, emulated processors included. */
const unusedMs = 12 * 3_600_000

/**
 * Removes what this user staged and has not used for twelve hours, unfinished copies included: each release leaves a
 * folder of some megabytes. A use is written down as the folder's time, so that of a build that runs stays.
 */
function removeUnused(now: number): void {
  for (const name of readdirSync(place)) {
    if (!/^mpla-image-[0-9a-f]{16}(-\w{6})?$/.test(name)) continue
    const folder = join(place, name)
    const found = lstatSync(folder, { throwIfNoEntry: false }) // another process may have been first
    if (found && found.uid === process.getuid?.() && now - found.mtimeMs > unusedMs)
      rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Copies a context to a place whose path and file modes depend on nothing but its content. The image plugin compares
 * both with the last run: built straight from a checkout, the same tree on another machine would be built and pushed again.
 * Removes folders that were not used for long.
 * @returns the folder
 * @throws Error when the folder belongs to somebody else
 */
export function stageBuildContext(context: BuildContext): string {
  const folder = join(place, prefix + context.hash)
  const now = Date.now()
  // First, so that no other process takes it for unused from here on.
  if (existsSync(folder) && isOwn(folder)) utimesSync(folder, now / 1000, now / 1000)
  removeUnused(now)
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
  if (!existsSync(folder) || !isOwn(folder)) return false
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  return (
    paths.toSorted().join('\0') === files.join('\0') &&
    files.every((file) => (statSync(join(folder, file)).mode & 0o777) === 0o644) &&
    hashOf(folder, files) === hash
  )
}

const isOwn = (folder: string) => statSync(folder).uid === process.getuid?.()

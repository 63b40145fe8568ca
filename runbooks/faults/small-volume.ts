import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own that is small enough to be filled. */
export interface SmallVolume extends Disposable {
  readonly folder: string
  /** Takes every byte that is left. */
  fill(): void
  /** Gives back what `fill` took. */
  free(): void
}

/** Why no file system can be mounted here, in words; undefined when one can. */
export function missingMount(): string | undefined {
  try {
    mountSmallVolume(1)[Symbol.dispose]()
    return undefined
  } catch {
    return 'a small file system cannot be mounted: mount(8) needs root with CAP_SYS_ADMIN'
  }
}

export function mountSmallVolume(mebibytes: number): SmallVolume {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-volume-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmdirSync(folder)
    throw error
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    fill() {
      const file = openSync(filler, 'w')
      try {
        // Page by page to the end: the last write that fits is the last page.
        for (const page = Buffer.alloc(4096); ; ) if (writeSync(file, page) < page.length) return
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler),
    [Symbol.dispose]() {
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' })
      rmdirSync(folder)
    },
  }
}

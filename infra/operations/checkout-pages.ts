import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Runs git in a folder. @returns what it printed; undefined when it failed, or is not there */
function git(folder: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}

/** Reads a runbook of a checkout. @param commit as it was then; as it is now when not given */
export function readPage(checkout: string, page: string, commit?: string): string | undefined {
  const path = `runbooks/${page}.md`
  if (commit !== undefined) return git(checkout, 'show', `${commit}:./${path}`)
  const file = join(checkout, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** What a drill goes by. Settings of a stack change while pages are followed, and the log grows by each exercise. */
const followed = ['--', 'runbooks', 'infra', ':!runbooks/drills.jsonl']

/** The commit of a checkout; `-dirty` is added when its pages or its program differ from it. `none` where git knows nothing. */
export function commitOf(checkout: string): string {
  const commit = git(checkout, 'rev-parse', 'HEAD')?.trim()
  if (!commit) return 'none'
  const isClean = git(checkout, 'status', '--porcelain', '--untracked-files=no', ...followed)?.trim() === ''
  return isClean ? commit : `${commit}-dirty`
}

import type { PlainSettings } from './settings-table.ts'

/** Where the pages of a checkout come from. */
export interface RunbookSource {
  /** Address of git's `origin`; undefined when there is none. */
  readonly origin: string | undefined
  /** The commit that last changed a page, 40 hexadecimal digits: the pages of what is deployed, whatever else was committed since. */
  readonly commit: string
  /** Path of the checkout inside of its repository, empty or with a slash at its end. */
  readonly prefix: string
}

/** How the hosts that are known spell a folder of a commit, by a word in their name. */
const blobPaths = { github: 'blob', gitlab: '-/blob' } as const

/** Host and path of an address of git, `https://HOST/PATH`, `ssh://USER@HOST/PATH` or `USER@HOST:PATH`. */
const remoteForms = [/^(?:https?|ssh):\/\/(?:[^/@]*@)?([\w.-]+)(?::\d+)?\/(.+)$/, /^(?:[\w.-]+@)?([\w.-]+):([^/].*)$/]

/**
 * Web address of the files of a commit, without credentials and port that git's address may hold.
 * @returns undefined for a host whose addresses are not known, or a path on this machine
 */
function filesAddress(origin: string, commit: string): string | undefined {
  for (const form of remoteForms) {
    const [, host, path = ''] = form.exec(origin) ?? []
    const known = Object.entries(blobPaths).find(([word]) => host?.split('.').includes(word))
    if (known) return `https://${host}/${path.replace(/\/+$/, '').replace(/\.git$/, '')}/${known[1]}/${commit}`
  }
  return undefined
}

/** The repository of `mpla:githubRepository`, whose parts can carry numeric ids. */
const githubOrigin = (repository: string) => `https://github.com/${repository.replace(/@\d+/g, '')}`

/**
 * Address of the folder of runbooks for the links in alarms: as it was set, else at the commit in the repository that
 * deploys the stack, else in the checkout's origin.
 * @param source of the checkout; undefined when it is not one of git
 * @returns undefined when nobody knows; links are file names then
 */
export function runbooksAddress(
  { runbooks, githubRepository }: Pick<PlainSettings, 'runbooks' | 'githubRepository'>,
  source: RunbookSource | undefined,
): string | undefined {
  if (runbooks !== undefined || source === undefined) return runbooks
  const origin = githubRepository === undefined ? source.origin : githubOrigin(githubRepository)
  const files = origin === undefined ? undefined : filesAddress(origin, source.commit)
  return files && `${files}/${source.prefix}runbooks`
}

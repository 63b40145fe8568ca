import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as pulumi from '@pulumi/pulumi'
import { type RunbookSource, runbooksAddress } from './plan/runbooks-address.ts'
import type { PlainSettings } from './plan/settings-table.ts'

const run = promisify(execFile)

/** The pages alone: what drills write beside them changes no page. */
const pages = ':(glob)runbooks/*.md'

/**
 * Where the pages of a checkout come from, as git knows it.
 * @returns no source where there is no repository, no git, or no committed page; what makes the links worse than they look
 */
export async function readRunbookSource(
  checkout: string,
): Promise<{ readonly source?: RunbookSource; readonly warnings: readonly string[] }> {
  const git = async (...args: string[]) =>
    (await run('git', ['--no-optional-locks', '-C', checkout, ...args])).stdout.trimEnd()
  try {
    const [prefix = ''] = (await git('rev-parse', '--show-prefix')).split('\n')
    const [last, changed, origin, remoteCommits] = await Promise.all([
      git('log', '-1', '--format=%H %P', '--', pages),
      git('status', '--porcelain', '--', pages),
      git('remote', 'get-url', 'origin').catch(() => undefined),
      git('for-each-ref', '--count=1', 'refs/remotes'),
    ])
    const [commit = '', ...parents] = last.split(' ')
    if (commit === '') return { warnings: [] }
    const warnings: string[] = []
    if (changed !== '')
      warnings.push(`Pages of runbooks/ are changed and not committed; alarms link to those of commit ${commit}`)
    if (parents.length === 0 && (await git('rev-parse', '--is-shallow-repository')) === 'true')
      warnings.push(
        'This clone has no history that says which commit last changed runbooks/, so every deployment from it changes the link of each alarm. Fetch it: `git fetch --unshallow`, or fetch-depth: 0 of actions/checkout',
      )
    const isKnownThere = async () =>
      (await git('for-each-ref', '--count=1', '--contains', commit, 'refs/remotes')) !== ''
    if (remoteCommits !== '' && !(await isKnownThere()))
      warnings.push(`Commit ${commit} of runbooks/ is not pushed; until it is, the links of alarms lead nowhere`)
    return { source: { origin, commit, prefix }, warnings }
  } catch (error) {
    return { warnings: expectedLack(error) ? [] : [`Alarms will not link their runbooks: ${String(error)}`] }
  }
}

/**
 * Address of the folder of runbooks at the commit that is deployed; undefined when nobody knows. What makes it worse than
 * it looks is told by Pulumi.
 */
export async function deployedRunbooks(
  settings: Pick<PlainSettings, 'runbooks' | 'githubRepository'>,
  checkout: string,
): Promise<string | undefined> {
  if (settings.runbooks !== undefined) return settings.runbooks
  const { source, warnings } = await readRunbookSource(checkout)
  const address = runbooksAddress(settings, source)
  // Of a repository without an address there are no links that could be wrong.
  if (address !== undefined || source === undefined) for (const warning of warnings) await pulumi.log.warn(warning)
  return address
}

/** No git, or no repository, as in a container or an unpacked archive. */
const expectedLack = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'ENOENT') || /not a git repository|does not have any commits/.test(error.message))

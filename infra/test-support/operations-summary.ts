// What the runbooks and drills on the emulator came to, for `npm run bench -- operations`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandBlocks, type Effect, fragmentOf, linksIn, procedures } from '../../runbooks/runbook.ts'
import type { Drill } from '../operations/exercise.ts'
import { alarms } from '../plan/alarms/alarms.ts'

export interface OperationsSummary {
  readonly alarms: number
  readonly runbooks: number
  readonly procedures: number
  /** Blocks of commands on all pages, by what running them does. */
  readonly blocks: Readonly<Record<Effect, number>>
  /** Those of them that were run, as they are or on another page word for word. */
  readonly executed: number
  readonly drilled: number
  readonly passed: number
  /** From the change of the state to the message, of each drill that was told. */
  readonly notifySeconds: readonly number[]
  /** Links, on pages and in messages, that open nothing. */
  readonly orphanLinks: readonly string[]
}

const folder = join(import.meta.dirname, '../../runbooks')

/**
 * @param hasRun whether a script of a page was run and did not fail
 * @param drills with the problems of the links in their messages
 */
export function summariseOperations(
  hasRun: (script: string) => boolean,
  drills: readonly { readonly record: Drill; readonly linkProblems: readonly string[] }[],
): OperationsSummary {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  const blocks = pages.flatMap(({ text }) => commandBlocks(text))
  const countOf = (effect: Effect) => blocks.filter((block) => block.effect === effect).length
  return {
    alarms: alarms.length,
    runbooks: alarms.filter(({ id }) => pages.some(({ file }) => file === `${id}.md`)).length,
    procedures: procedures.length,
    blocks: {
      'read-only': countOf('read-only'),
      mutating: countOf('mutating'),
      manual: countOf('manual'),
      unmarked: countOf('unmarked'),
    },
    executed: blocks.filter(({ script }) => hasRun(script)).length,
    drilled: new Set(drills.map(({ record }) => record.alarm)).size,
    passed: drills.filter(({ record }) => record.passed).length,
    notifySeconds: drills.flatMap(({ record }) => record.notifySeconds ?? []),
    orphanLinks: [...pages.flatMap(orphansOf), ...drills.flatMap(({ linkProblems }) => linkProblems)],
  }
}

/** Links of a page to a file or heading that is not there. */
const orphansOf = ({ file, text }: { readonly file: string; readonly text: string }): readonly string[] =>
  linksIn(text)
    .filter((link) => {
      const [path = '', fragment] = link.split('#')
      const target = join(folder, path || file)
      if (!existsSync(target)) return true
      const titles = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        fragmentOf(title),
      )
      return fragment !== undefined && !titles.includes(fragment)
    })
    .map((link) => `${file}: ${link}`)

/** Writes the summary where somebody asked for it. */
export function keepSummary(file: string | undefined, summary: OperationsSummary): void {
  if (file !== undefined) writeFileSync(file, JSON.stringify(summary))
}

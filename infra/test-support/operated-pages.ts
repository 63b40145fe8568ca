// The pages of the runbooks, followed on operated stacks. A script that several pages have is run once.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Step, stepsOf } from '../../runbooks/runbook.ts'
import { type PageOptions, runPage, type StepResult } from '../operations/run-page.ts'
import type { ShellSession } from '../operations/shell-session.ts'
import { variablesSet } from '../operations/variables-needed.ts'
import type { OperatedStack } from './operated-stack.ts'

const folder = join(import.meta.dirname, '../../runbooks')

/** All pages that have commands, by the names of their files without ending. */
export const pageNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, ''))
  .filter((name) => stepsOfPage(name).length > 0)

export function stepsOfPage(name: string): readonly Step[] {
  return stepsOf(readFileSync(join(folder, `${name}.md`), 'utf8'))
}

/** What has to be true before a script, and on an account would be: typed into another shell, answers into the page's. */
export interface Circumstances {
  /** Values that a person chooses, by the name of the variable; a script prints each. */
  readonly choices: Readonly<Record<string, (page: string) => string>>
  /** Before the first script that the pattern is in. */
  readonly before: readonly (readonly [pattern: RegExp, script: string])[]
  /** Pages whose steps build on each other: each is run, also where another page has the same. */
  readonly whole: readonly string[]
  /** What the emulator cannot run, each with its reason. */
  readonly notHere: readonly (readonly [pattern: RegExp, reason: string])[]
}

export interface Exercise {
  /** By script. */
  readonly ran: ReadonlyMap<string, StepResult>
  /** Follows the blocks of a page that were not run before, on this or on another stack. */
  follow(stack: OperatedStack, page: string): Promise<readonly StepResult[]>
}

/** Why a step is left out that an earlier page had too. */
const ranBefore = 'it ran before'

export function openExercise({ choices, before, whole, notHere }: Circumstances): Exercise {
  const ran = new Map<string, StepResult>()

  async function follow(stack: OperatedStack, page: string): Promise<readonly StepResult[]> {
    const steps = stepsOfPage(page)
    const session = stack.openSession()
    const skip = ({ script }: Step) =>
      // What sets variables is run on every page, whose other scripts need them.
      !whole.includes(page) && ran.has(script) && variablesSet(script).length === 0
        ? ranBefore
        : notHere.find(([pattern]) => pattern.test(script))?.[1]
    try {
      await stack.breathe()
      const prepared = preparing(session, stack, before)
      const reader = readerOf(stack, page, choices)
      const results = await runPage({ steps, session: prepared, reader, skip })
      for (const each of results) if (each.result?.code === 0) ran.set(each.step.script, each)
      return results
    } finally {
      await session.close()
    }
  }
  return { ran, follow }
}

/** A reader who wants everything, chooses what the page leaves open, and stops where something fails. */
const readerOf = (stack: OperatedStack, page: string, choices: Circumstances['choices']): PageOptions['reader'] => ({
  show: () => undefined,
  confirm: async (_question, about) => (about === 'failure' ? 'quit' : 'yes'),
  ask: async (_question, { name }) => {
    const choice = choices[name]?.(page)
    if (choice === undefined) throw new Error(`Expected a choice for ${name} of ${page}`)
    return (await stack.run(choice)).trim()
  },
})

const preparing = (session: ShellSession, stack: OperatedStack, before: Circumstances['before']): ShellSession => ({
  ...session,
  run: async (script, onOutput) => {
    const preparation = before.find(([pattern]) => pattern.test(script))
    if (preparation) await stack.run(preparation[1])
    // It contradicts what the stack's shells have to be quick.
    if (script.includes('--preview-only')) await session.run('unset PULUMI_OPTION_SKIP_PREVIEW')
    return session.run(script, onOutput)
  },
})

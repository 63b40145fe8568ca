import { stepsOf } from '../../runbooks/runbook.ts'
import type { PageRun } from './drill.ts'
import { type PageOptions, runPage } from './run-page.ts'
import type { ShellSession } from './shell-session.ts'

export interface DrillPageOptions {
  readonly session: ShellSession
  readonly reader: PageOptions['reader']
  /** Leave out what changes something. */
  readonly readOnly: boolean
  /** Nobody is asked: what changes something is run, what needs a person is left out, and a failure ends the page. */
  readonly unattended: boolean
}

/** Goes through the given headings of a page, in a shell that other parts of it share. */
export async function drillPage(
  markdown: string,
  headings: readonly string[],
  { session, reader, readOnly, unattended }: DrillPageOptions,
): Promise<PageRun> {
  const steps = stepsOf(markdown, headings)
  let hasFailed = false
  const results = await runPage({
    steps,
    session: {
      ...session,
      run: async (script, onOutput) => {
        const result = await session.run(script, onOutput)
        hasFailed = result.code !== 0
        return result
      },
    },
    reader: {
      ...reader,
      confirm: async (question, about) => {
        const answer = unattended ? (hasFailed ? 'quit' : 'yes') : await reader.confirm(question, about)
        // Whoever goes on has read what to expect: some commands fail where there is nothing to find.
        if (answer === 'yes') hasFailed = false
        return answer
      },
    },
    skip: ({ effect }) => {
      if (readOnly && effect !== 'read-only') return 'it is no read-only step'
      return unattended && effect === 'manual' ? 'nobody is here to do it' : undefined
    },
  })
  const ran = results.filter(({ result }) => result !== undefined)
  const last = ran.at(-1)
  const failed = hasFailed && last?.result ? [last] : []
  return {
    run: ran.length,
    skipped: steps.length - ran.length,
    failures: failed.map(
      ({ number, step, result }) =>
        `Step ${number} of ${headings.join(', ')} (${step.heading}) ended with ${result?.code}: ${result?.stderr.trim().split('\n').at(-1) ?? ''}`,
    ),
    lastOutput: last?.result?.stdout ?? '',
  }
}

import { type Step, stepsOf } from '../../runbooks/runbook.ts'
import type { PageRun } from './drill-ports.ts'
import { type PageOptions, runPage } from './run-page.ts'
import type { ShellSession } from './shell-session.ts'
import { variablesNeeded, variablesSet } from './variables-needed.ts'

export interface DrillPageOptions {
  readonly session: ShellSession
  readonly reader: PageOptions['reader']
  /** Leave out what changes something. */
  readonly readOnly: boolean
}

const isRun = ({ effect }: Step, readOnly: boolean) => effect === 'read-only' || !readOnly

/** Goes through the given headings of a page, in a shell that other parts of it share. */
export async function drillPage(
  markdown: string,
  headings: readonly string[],
  { session, reader, readOnly }: DrillPageOptions,
): Promise<PageRun> {
  const steps = stepsOf(markdown, headings)
  let accepted = 0
  const results = await runPage({
    steps,
    session,
    reader: {
      ...reader,
      confirm: async (question, about) => {
        const answer = await reader.confirm(question, about)
        // Whoever goes on has read what to expect: some commands fail where there is nothing to find.
        if (about === 'failure' && answer === 'yes') accepted++
        return answer
      },
    },
    skip: (step) => (isRun(step, readOnly) ? undefined : '--read-only'),
  })
  const ran = results.filter(({ result }) => result !== undefined)
  return {
    run: ran.length,
    skipped: steps.length - ran.length,
    failures: ran
      .filter(({ result }) => result?.code !== 0)
      .slice(accepted)
      .map(
        ({ step, result }) =>
          `Under ${step.heading} \`${step.script.split('\n')[0]}\` ended with ${result?.code}: ${result?.stderr.trim().split('\n').at(-1) ?? ''}`,
      ),
    lastOutput: ran.at(-1)?.result?.stdout ?? '',
  }
}

/** Names of the variables that somebody has to choose for the given headings of a page, and nobody has. */
export async function missingVariables(
  markdown: string,
  headings: readonly string[],
  { session, readOnly }: Pick<DrillPageOptions, 'session' | 'readOnly'>,
): Promise<readonly string[]> {
  const scripts = stepsOf(markdown, headings)
    .filter((step) => isRun(step, readOnly) && step.effect !== 'manual')
    .map(({ script }) => script)
  const needed = scripts.flatMap((script, index) => {
    const set = scripts.slice(0, index).flatMap(variablesSet)
    return variablesNeeded(script).filter((name) => !set.includes(name))
  })
  return await session.unset([...new Set(needed)])
}

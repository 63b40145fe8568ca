import type { Step } from '../../runbooks/runbook.ts'
import type { ShellResult, ShellSession } from './shell-session.ts'
import { variablesNeeded, variablesSet } from './variables-needed.ts'

/** Whoever reads the page. */
interface Reader {
  /** Text as it is, without a line end of its own. */
  show(text: string): void
  /** Before what changes something, after what only a person can do, and after a failure. */
  confirm(question: string, about: 'change' | 'manual' | 'failure'): Promise<Answer>
  /** A value that only a person can choose. @throws Error when nobody is there to ask */
  ask(question: string, variable: { readonly name: string; readonly isSecret: boolean }): Promise<string>
}

/** `skip` goes on with the next step, `quit` ends the page. */
export type Answer = 'yes' | 'skip' | 'quit'

export interface StepResult {
  /** From 1, as on the page. */
  readonly number: number
  readonly step: Step
  /** What it printed, and its exit status; undefined when it was not run. */
  readonly result?: ShellResult
  readonly seconds: number
  /** Why it was not run. A manual step that a person has done was not. */
  readonly skipped?: string
}

export interface PageOptions {
  readonly steps: readonly Step[]
  readonly session: ShellSession
  readonly reader: Reader
  /** Number of the first step; default 1. */
  readonly from?: number
  /** Why a step is not run this time; undefined: it is. */
  readonly skip?: (step: Step) => string | undefined
}

const secretName = /(KEY|TOKEN|SECRET|PASSWORD|PASSPHRASE)$/

/** Steps that came to their end, or were left out on purpose, in the order of the page; it ends where the reader quits. */
export async function runPage({
  steps,
  session,
  reader,
  from = 1,
  skip = () => undefined,
}: PageOptions): Promise<readonly StepResult[]> {
  const results: StepResult[] = []
  for (const [index, step] of steps.entries()) {
    const number = index + 1
    if (number < from) continue
    const lead = step.lead === '' ? '' : `${step.lead}\n`
    reader.show(`\n[${number}/${steps.length}] ${step.heading}\n${lead}\n${indented(step.script)}\n`)
    const skipped = skip(step)
    if (skipped !== undefined) {
      reader.show(`  Not run: ${skipped}\n`)
      results.push({ number, step, seconds: 0, skipped })
      continue
    }
    const answer = await consent(step, reader)
    if (step.effect === 'manual' || answer !== 'yes') {
      const why = step.effect === 'manual' ? `manual: ${step.reason}${answer === 'yes' ? ', done' : ''}` : 'not wanted'
      results.push({ number, step, seconds: 0, skipped: why })
      if (answer === 'quit') break
      continue
    }
    await askForMissing(steps, number, session, reader)
    const begin = performance.now()
    const result = await session.run(step.script, (text) => reader.show(text))
    const seconds = (performance.now() - begin) / 1000
    results.push({ number, step, result, seconds })
    reader.show(`${step.expectation}\n`)
    if (
      result.code !== 0 &&
      (await reader.confirm(`It ended with ${result.code}. Go on with the next step?`, 'failure')) !== 'yes'
    )
      break
  }
  return results
}

/** Whether a step may be run, or was done. */
function consent({ effect, reason, expectation }: Step, reader: Reader): Answer | Promise<Answer> {
  if (effect === 'read-only') return 'yes'
  if (effect !== 'manual') return reader.confirm('This changes something. Run it?', 'change')
  reader.show(`  By hand: ${reason}\n${expectation}\n`)
  return reader.confirm('Done?', 'manual')
}

async function askForMissing(
  steps: readonly Step[],
  number: number,
  session: ShellSession,
  reader: Reader,
): Promise<void> {
  const script = steps[number - 1]?.script ?? ''
  for (const name of await session.unset(variablesNeeded(script))) {
    const earlier = steps.slice(0, number - 1).findIndex((step) => variablesSet(step.script).includes(name)) + 1
    const hint = earlier === 0 ? '' : ` (step ${earlier} sets it)`
    await session.set(name, await reader.ask(`${name}${hint}: `, { name, isSecret: secretName.test(name) }))
  }
}

const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '  ')

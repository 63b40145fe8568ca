// `npm run runbook -- NAME --stack STACK`: goes through a page with the person on call.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { procedures, stepsOf } from '../runbooks/runbook.ts'
import { watchInterruption } from './deploy/detached-run.ts'
import { DeployFailure } from './deploy/failure.ts'
import { commitOf } from './operations/checkout-pages.ts'
import { appendExercise, exerciseLogOf } from './operations/exercise-log.ts'
import { pageOutcome, pageSummary } from './operations/page-summary.ts'
import { Refusal } from './operations/refusal.ts'
import { runPage } from './operations/run-page.ts'
import { type RunbookRequest, readRunbookOptions, runbookHelp } from './operations/runbook-options.ts'
import { terminalReader } from './operations/terminal-reader.ts'
import { unattendedReader } from './operations/unattended-reader.ts'

const checkout = join(import.meta.dirname, '..')
const write = (text: string) => void process.stdout.write(text)
const interrupted = new AbortController()
const interruption = watchInterruption(process)
let hasBegun = false

const fileOf = (page: string) => join(checkout, 'runbooks', `${page}.md`)

/** Pages with commands. What the others need first, README.md says, and is done here. */
const pageNames = () =>
  readdirSync(join(checkout, 'runbooks'))
    .filter((file) => file.endsWith('.md') && !['README.md', 'TEMPLATE.md'].includes(file))
    .map((file) => file.replace(/\.md$/, ''))
    .filter((page) => stepsOf(readFileSync(fileOf(page), 'utf8')).length > 0)

async function runbook({ page, stack, yes, readOnly, from }: RunbookRequest): Promise<void> {
  const steps = stepsOf(readFileSync(fileOf(page), 'utf8'))
  if (from > steps.length)
    throw new Refusal(`Expected --from to be 1 to ${steps.length}, the steps of ${page}; got ${from}.`)
  const { openSite } = await import('./operations/open-site.ts')
  const site = await openSite(stack, { checkout, environment: process.env })
  interruption.onEach(() => {
    write(
      interrupted.signal.aborted
        ? '\nInterrupted again\n'
        : '\nInterrupted: waits for the command that runs. Once more to press it\n',
    )
    interrupted.abort(new Refusal('Interrupted.'))
    site.session.interrupt()
  })
  try {
    write(`${site.title}\nrunbooks/${page}.md, ${steps.length} steps\n`)
    const reader = process.stdin.isTTY ? terminalReader(process, interrupted.signal) : unattendedReader(write, { yes })
    const results = await runPage({
      steps,
      from,
      session: {
        ...site.session,
        run: async (script, onOutput) => {
          // Between two steps there is nothing to interrupt, and the next one must not begin.
          if (interrupted.signal.aborted) return { code: 130, stdout: '', stderr: '' }
          hasBegun = true
          return await site.session.run(script, onOutput)
        },
      },
      reader: yes
        ? {
            ...reader,
            confirm: async (question, about) => (about === 'change' ? 'yes' : reader.confirm(question, about)),
          }
        : reader,
      skip: ({ effect }) => (readOnly && effect !== 'read-only' ? '--read-only' : undefined),
    })
    write(pageSummary(results, steps.length - from + 1))
    const { run, skipped, passed } = pageOutcome(results, steps.length - from + 1)
    if (!passed) process.exitCode = interruption.happened() ? 130 : 1
    // What the commands of a procedure did is worth a record; looking at a page is not.
    const isProcedure = procedures.some((each) => each === page)
    if (isProcedure && !readOnly) {
      const at = new Date().toISOString()
      appendExercise(exerciseLogOf(checkout), {
        at,
        page,
        stack,
        on: site.stack.on,
        commands: { run, skipped },
        passed,
        commit: commitOf(checkout),
      })
      write('runbooks/drills.jsonl has the record: commit it\n')
    }
  } finally {
    await site.session.close()
  }
}

async function main(): Promise<void> {
  const request = readRunbookOptions(process.argv.slice(2), pageNames())
  if (request === 'help') write(runbookHelp)
  else await runbook(request)
}

main().catch((error: unknown) => {
  const isExpected = error instanceof Refusal || error instanceof DeployFailure || interruption.happened()
  const text = !(error instanceof Error) ? String(error) : isExpected ? error.message : error.stack
  process.stderr.write(`\n${text}\n${hasBegun ? '' : '\nNothing was run.\n'}`)
  process.exitCode = interruption.happened() ? 130 : hasBegun ? 1 : 2
})

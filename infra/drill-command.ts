// `npm run drill -- ALARM --stack STACK`: sets an alarm off, hears its message, follows its runbook, sees its end.
// `npm run drill -- --list`: when that was last done for each.
import { join } from 'node:path'
import { procedures } from '../runbooks/runbook.ts'
import { watchInterruption } from './deploy/detached-run.ts'
import { DeployFailure } from './deploy/failure.ts'
import { type DrillRequest, drillHelp, type ListRequest, readDrillOptions } from './operations/drill-options.ts'
import { exercisedPages, exerciseListText, type Page } from './operations/exercise-list.ts'
import { exerciseLogOf, readExercises } from './operations/exercise-log.ts'
import { Refusal } from './operations/refusal.ts'
import type { PageOptions } from './operations/run-page.ts'
import { terminalReader } from './operations/terminal-reader.ts'
import { unattendedReader } from './operations/unattended-reader.ts'
import { alarms } from './plan/alarms/alarms.ts'

const checkout = join(import.meta.dirname, '..')
const write = (line: string) => void process.stdout.write(`${line}\n`)
const interrupted = new AbortController()
const interruption = watchInterruption(process)
let hasBegun = false

function list({ stack, on, days, check }: ListRequest): void {
  const pages: readonly Page[] = [
    ...alarms.map(({ id }) => ({ name: id, kind: 'alarm' as const })),
    ...procedures.map((name) => ({ name, kind: 'procedure' as const })),
  ]
  const { exercises, bad } = readExercises(exerciseLogOf(checkout))
  const listed = exercisedPages(pages, exercises, { today: new Date(), days, stack, on })
  process.stdout.write(exerciseListText(listed, bad, days))
  if (check && (bad.length > 0 || listed.some(({ verdict }) => verdict !== 'in time'))) process.exitCode = 1
}

/** --yes is about changes alone: a failure still asks whoever is there. */
const consenting = (reader: PageOptions['reader']): PageOptions['reader'] => ({
  ...reader,
  confirm: async (question, about) => (about === 'change' ? 'yes' : reader.confirm(question, about)),
})

async function drill(request: DrillRequest): Promise<void> {
  if (!request.yes && !process.stdin.isTTY)
    throw new Refusal(
      'Expected a terminal to ask whether to begin, or --yes, which also lets the commands of the page change things.',
    )
  // A mistyped flag is reported without loading the SDKs.
  const [{ drillAlarms }, { openSite }] = await Promise.all([
    import('./operations/drill-alarms.ts'),
    import('./operations/open-site.ts'),
  ])
  const site = await openSite(request.stack, { checkout, environment: process.env })
  const { signal } = interrupted
  interruption.onEach(() => {
    write('\nInterrupted: puts back what the drill has set')
    interrupted.abort(new Refusal('Interrupted.'))
    site.session.interrupt()
  })
  try {
    write(site.title)
    const terminal = terminalReader(process, signal)
    const reader = process.stdin.isTTY ? terminal : unattendedReader(terminal.show, request)
    const confirm = async (question: string) => /^y(es)?$/i.test((await terminal.question(`${question} y/N `)).trim())
    const drilled = await drillAlarms(
      request,
      { ...site, reader: request.yes ? consenting(reader) : reader, say: write, signal, today: () => new Date() },
      request.yes ? undefined : confirm,
      () => {
        hasBegun = true
      },
    )
    const failed = drilled.filter(({ record }) => !record.passed)
    write(
      `\n${drilled.length - failed.length} of ${drilled.length} drills passed; runbooks/drills.jsonl has the records: commit it`,
    )
    if (failed.length > 0) process.exitCode = 1
  } finally {
    await site.session.close()
  }
}

async function main(): Promise<void> {
  const request = readDrillOptions(process.argv.slice(2))
  if (request === 'help') process.stdout.write(drillHelp)
  else if (request.kind === 'list') list(request)
  else await drill(request)
}

main().catch((error: unknown) => {
  const isExpected = error instanceof Refusal || error instanceof DeployFailure || interruption.happened()
  const text = !(error instanceof Error) ? String(error) : isExpected ? error.message : error.stack
  process.stderr.write(`\n${text}\n${hasBegun ? '' : '\nNothing was changed.\n'}`)
  process.exitCode = interruption.happened() ? 130 : hasBegun ? 1 : 2
})

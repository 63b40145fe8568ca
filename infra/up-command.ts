// `npm run up -- STACK`: deploys a stack and proves that it works. The same resources as `pulumi up`.
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { watchInterruption } from './deploy/detached-run.ts'
import { DeployFailure } from './deploy/failure.ts'
import { changes, openPhases } from './deploy/phases.ts'
import { readUpOptions, upHelp } from './deploy/up-options.ts'

const checkout = join(import.meta.dirname, '..')
const write = (line: string) => void process.stdout.write(`${line}\n`)
const interrupted = new AbortController()
const interruption = watchInterruption(process)
interruption.onEach(() => {
  if (interrupted.signal.aborted) return write('\nInterrupted again: Pulumi drops what it is creating')
  write('\nInterrupted: Pulumi finishes what it has begun. Once more to drop that, which leaves resources half made')
  interrupted.abort()
})
const phases = openPhases(write)

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return /^y(es)?$/i.test(await terminal.question(`  ${question} y/N `, { signal: interrupted.signal }))
  } finally {
    terminal.close()
  }
}

async function main(): Promise<void> {
  const options = readUpOptions(process.argv.slice(2))
  if (options === 'help') return write(upHelp)
  // A mistyped flag is reported without loading the SDKs.
  const [{ deploy }, { livePorts }] = await Promise.all([
    import('./deploy/deploy.ts'),
    import('./deploy/live-ports.ts'),
  ])
  const ports = livePorts({ checkout, environment: process.env, interruption, signal: interrupted.signal })
  const lines = await deploy(options, { ...ports, confirm: process.stdin.isTTY ? confirm : undefined }, phases)
  for (const line of lines) write(line)
}

main().catch((thrown: unknown) => {
  const phase = phases.current()
  // What is under way when the signal comes fails in its own ways.
  const isAborted = interrupted.signal.aborted && !(thrown instanceof DeployFailure)
  const error = isAborted ? new DeployFailure('Interrupted.', { cause: thrown }) : thrown
  const isExpected = error instanceof DeployFailure
  const text = isExpected ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\n${phase ? `Ended in the phase ${phase}. ` : ''}${text}\n`)
  if (isExpected && error.runbook !== undefined) process.stderr.write(`\nRunbook: ${error.runbook}\n`)
  if (phase !== undefined && !changes(phase)) process.stderr.write('\nNothing was changed.\n')
  process.exitCode = interruption.happened() ? 130 : changes(phase) ? 1 : 2
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Report } from './run-process-program.ts'

/** A process that works on the runs of a database, with models that take a while. */
export interface RunProcess {
  /** The ids of the calls it has asked, in order. */
  readonly asked: string[]
  /** Calls that it has asked and that have not been answered. */
  readonly inFlight: ReadonlySet<string>
  /** As `kill -9`. */
  kill(): Promise<void>
  /** As a deployment does: SIGTERM, then wait for the end. */
  stop(): Promise<void>
}

export async function startRunProcess(url: string, callMs: number): Promise<RunProcess> {
  const program = `${import.meta.dirname}/run-process-program.ts`
  const child = spawn(process.execPath, [program, url, String(callMs)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [asked, inFlight, ready] = [[] as string[], new Set<string>(), Promise.withResolvers<void>()]
  createInterface({ input: child.stdout }).on('line', (line) => {
    const report: Report = JSON.parse(line)
    if (report.kind === 'ready') ready.resolve()
    else if (report.kind === 'answered') inFlight.delete(report.callId)
    else {
      asked.push(report.callId)
      inFlight.add(report.callId)
    }
  })
  child.once('exit', (code, signal) => ready.reject(new Error(`The process ended with ${code ?? signal}`)))
  await ready.promise
  return { asked, inFlight, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** The command ended with something else than 0. */
class PulumiError extends Error {
  override readonly name = 'PulumiError'
}

export interface CommandOutput {
  readonly stdout: string
  readonly stderr: string
  readonly code: number
}

type Environment = Readonly<Record<string, string | undefined>>
type Listener = (text: string) => void

/**
 * How the Automation API starts the CLI here: in a process group of its own. The API's own way leaves it in the
 * terminal's, where one Ctrl-C reaches it twice (from the terminal, and passed on), and a second signal makes
 * Pulumi drop what it is creating instead of finishing it. So it also outlives a lost connection.
 * @param environment of this process
 * @param interruption each abort-like signal is passed on to the CLI
 */
export const detachedRun =
  (command: string, environment: Environment, interruption: Interruption) =>
  (
    args: readonly string[],
    cwd: string,
    ownEnvironment: Environment,
    onOutput?: Listener,
    onError?: Listener,
  ): Promise<CommandOutput> =>
    new Promise((resolve, reject) => {
      const child = spawn(command, [...args, ...(args.includes('--non-interactive') ? [] : ['--non-interactive'])], {
        cwd,
        env: { ...environment, ...ownEnvironment, PULUMI_AUTOMATION_API: 'true' },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const forget = interruption.onEach(() => child.kill('SIGINT'))
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text
        onOutput?.(text)
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
        onError?.(text)
      })
      child.once('error', (error) => {
        forget()
        reject(error)
      })
      child.once('close', (status, signal) => {
        forget()
        const code = status ?? 128 + constants.signals[signal ?? 'SIGTERM']
        if (code === 0) resolve({ stdout, stderr, code })
        else reject(new PulumiError(`${stderr}\n${stdout}`.trim()))
      })
    })

/** The operator's wish to stop. */
export interface Interruption {
  /** Calls back for each signal that is meant. @returns ends that */
  onEach(listener: () => void): () => void
  /** Whether there was one. */
  happened(): boolean
}

/** Signals that come within this time are one: npm passes on the Ctrl-C that its child got already. */
const sameMs = 1_000

/** @param signals where they come from: `process` */
export function watchInterruption(
  signals: { on(name: NodeJS.Signals, listener: () => void): unknown },
  now: () => number = () => performance.now(),
): Interruption {
  const listeners = new Set<() => void>()
  let last: number | undefined
  const interrupt = (isAgain: boolean) => {
    if (last !== undefined && (!isAgain || now() - last < sameMs)) return
    last = now()
    for (const listener of listeners) listener()
  }
  // Only a second Ctrl-C means it twice: a CI system that stops a job sends SIGTERM after SIGINT as a matter of course.
  signals.on('SIGINT', () => interrupt(true))
  for (const name of ['SIGTERM', 'SIGHUP'] as const) signals.on(name, () => interrupt(false))
  return {
    onEach(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    happened: () => last !== undefined,
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')

/** The server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** Everything written so far, standard output and error. */
  output(): string
  /** Sends the signal and waits for the end. @returns the exit code, or the name of the signal that ended it */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>
  /** Stops the process where it is, as a machine without time for it does; `thaw` lets it go on. */
  freeze(): void
  thaw(): void
}

interface ServerOptions {
  readonly env: Readonly<Record<string, string>>
  /** What to run; default: the source. */
  readonly file?: string
  readonly args?: readonly string[]
  /** Working directory; default: the repository. */
  readonly cwd?: string
}

const startDeadlineMs = 60_000

function launch({ env, file = join(root, 'app/main.ts'), args = [], cwd = root }: ServerOptions) {
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    cwd,
    // Nothing of the tester's own environment: a key there would be used.
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk
    })
  const ended = once(child, 'close').then(([code, signal]: (number | string)[]) => code ?? signal ?? 'unknown')
  return { child, ended, output: () => output }
}

/** Runs the server until it ends by itself. */
export async function runToEnd(options: ServerOptions): Promise<{ code: number | string; output: string }> {
  const { ended, output } = launch(options)
  return { code: await ended, output: output() }
}

/** Starts the server on a free port and waits until it is ready. @throws with its output when it ends before that */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const { child, ended, output } = launch(options)
  let code: number | string | undefined
  const watched = ended.then((value) => {
    code = value
  })
  const deadline = Date.now() + startDeadlineMs
  const isReady = async (url: string) =>
    fetch(`${url}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
  for (;;) {
    if (code !== undefined) throw new Error(`The server ended with ${code} before it was ready:\n${output()}`)
    if (Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`The server was not ready within ${startDeadlineMs} ms:\n${output()}`)
    }
    const url = /listening at (http:\/\/[^"\s]+)/.exec(output())?.[1]
    if (url !== undefined && (await isReady(url)))
      return {
        url,
        output,
        freeze: () => void child.kill('SIGSTOP'),
        thaw: () => void child.kill('SIGCONT'),
        async end(signal) {
          child.kill(signal)
          await watched
          return code ?? 'unknown'
        },
      }
    await delay(10)
  }
}

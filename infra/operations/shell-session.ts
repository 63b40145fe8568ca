import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { type MarkedStream, markedStream } from './marked-stream.ts'
import { quoted } from './quoted.ts'
import { sessionScript } from './session-script.ts'
import { changesOutputs, outputsFunction, readsOutputs } from './stack-outputs.ts'

export interface ShellResult {
  /** Exit status of the first command that failed, 130 after `interrupt`; 0 when none did. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** One bash that stays open, so that what one block of a page sets the next one sees. */
export interface ShellSession {
  /**
   * Runs a script, up to its first command that fails; pipes fail with any of their parts.
   * @param onOutput gets what it prints, on either stream, as it comes
   * @throws Error while another script runs, and once the shell has ended (a script that says `exit` ends it)
   */
  run(script: string, onOutput?: (text: string) => void): Promise<ShellResult>
  /** Sets a variable for the scripts to come, and exports it. */
  set(name: string, value: string): Promise<void>
  /** Those of the names that are not set. */
  unset(names: readonly string[]): Promise<readonly string[]>
  /** Sends what Ctrl-C would to everything that runs. The script ends, or does not begin; the shell stays. */
  interrupt(): void
  /** Ends the shell and all that it started. */
  close(): Promise<void>
}

interface ShellSessionOptions {
  readonly cwd: string
  /** All of it: nothing is added but what the scripts export. */
  readonly env: Readonly<Record<string, string | undefined>>
}

const variableName = /^[A-Za-z_]\w*$/

/**
 * Opens a shell. It answers `pulumi stack output NAME` itself, from outputs that are read once and again after what can
 * change them: a page asks for some thirty, and the CLI takes a second for each.
 */
export function openShellSession({ cwd, env }: ShellSessionOptions): ShellSession {
  const mark = randomUUID()
  // A process group of its own: Ctrl-C reaches Pulumi once, by `interrupt`, and not from the terminal as well. A second
  // one makes Pulumi drop what it is creating.
  const child = spawn('bash', ['--noprofile', '--norc', '-c', sessionScript, 'runbook', mark], {
    cwd,
    env: { ...env, BASH_ENV: undefined },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, stdout, stderr, scripts] = child.stdio as unknown as [null, Readable, Readable, Writable] // as asked for above
  const streams: readonly MarkedStream[] = [markedStream(stdout, mark), markedStream(stderr, mark)]
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 128))
  })
  ended.catch(() => undefined) // reported by the next script
  scripts.on('error', () => undefined) // a shell that has ended reads no more: `ended` tells

  let isOpen = true
  let isBusy = false
  let areOutputsRead = false
  /** While a script is in the shell: whether it was sent a signal. */
  let isSignalled: boolean | undefined
  let isInterrupted = false

  async function runInShell(script: string, onOutput?: (text: string) => void): Promise<ShellResult> {
    if (!isOpen) throw new Error('The shell has ended: open another one')
    if (script.includes('\0')) throw new Error('Expected a script without NUL characters')
    const parts = streams.map((stream) => stream.untilMark(onOutput))
    isSignalled = false
    scripts.write(`${script}\0`)
    const end = await Promise.race([Promise.all(parts), ended])
    if (typeof end === 'number') isOpen = false
    const mayBeLate = isSignalled
    isSignalled = undefined
    // A signal that came after the end of its script must not meet the next one.
    if (mayBeLate && isOpen) await runInShell(':')
    const [out, err] = typeof end === 'number' ? streams.map((stream) => stream.rest()) : end
    const code = typeof end === 'number' ? end : Number(out?.mark)
    return { code, stdout: out?.text ?? '', stderr: err?.text ?? '' }
  }

  async function readOutputs(): Promise<void> {
    const { code, stdout } = await runInShell('command pulumi stack output --json')
    // Without a stack there are none: the CLI itself says what it misses.
    await runInShell(outputsFunction(code === 0 ? stdout : '{}'))
    areOutputsRead = true
  }

  async function exclusively<Result>(action: () => Promise<Result>): Promise<Result> {
    if (isBusy) throw new Error('The shell runs another script: wait for its end')
    isBusy = true
    isInterrupted = false
    try {
      return await action()
    } finally {
      isBusy = false
    }
  }

  const run = (script: string, onOutput?: (text: string) => void) =>
    exclusively(async () => {
      const isChange = changesOutputs(script)
      if (isChange) await runInShell(outputsFunction('{}'))
      else if (!areOutputsRead && readsOutputs(script)) await readOutputs()
      if (isChange) areOutputsRead = false
      if (isInterrupted) return { code: 130, stdout: '', stderr: '' }
      return await runInShell(script, onOutput)
    })

  const checkName = (name: string) => {
    if (!variableName.test(name)) throw new Error(`Expected the name of a shell variable, got ${name}`)
    return name
  }

  return {
    run,
    async set(name, value) {
      await exclusively(() => runInShell(`export ${checkName(name)}=${quoted(value)}`))
    },
    async unset(names) {
      const script = names.map((name) => `[ -n "\${${checkName(name)}+set}" ] || echo ${name}`).join('\n')
      const { stdout: missing } = await exclusively(() => runInShell(script))
      return missing.split('\n').filter((name) => name !== '')
    },
    interrupt() {
      isInterrupted = isBusy
      if (isSignalled === undefined) return
      isSignalled = true
      signal('SIGINT')
    },
    async close() {
      isOpen = false
      scripts.end()
      signal('SIGKILL')
      await ended.catch(() => undefined)
    },
  }

  function signal(name: NodeJS.Signals): void {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // Nothing of it runs any more.
    }
  }
}

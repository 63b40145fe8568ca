import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Copies the files a clone would have (nothing ignored, nothing built) into a new temporary folder. */
export function freshCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-checkout-'))
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = list.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
  if (!files.includes('package.json')) throw new Error(`expected package.json among the files of ${root}`)
  for (const file of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  return folder
}

/** Lends a checkout the packages of this one, but not its marks of what is built: the checkout builds for itself. */
export function lendPackages(checkout: string): void {
  const [from, to] = [join(root, 'node_modules'), join(checkout, 'node_modules')]
  mkdirSync(join(to, '.mpla'), { recursive: true })
  for (const name of readdirSync(from)) if (name !== '.mpla') symlinkSync(join(from, name), join(to, name))
  const mark = join(from, '.mpla/packages')
  if (existsSync(mark)) cpSync(mark, join(to, '.mpla/packages'))
}

export interface RunningCommand {
  /** Everything printed so far. */
  output(): string
  /** Waits until the output matches. @throws when the command ends first, or after `seconds` */
  until(pattern: RegExp, seconds: number): Promise<RegExpExecArray>
  /** Settles when the command has ended. @throws when it failed */
  finished(): Promise<void>
  /** Sends SIGTERM to the whole process group and waits for its end. */
  stop(): Promise<void>
}

/** Runs a line of shell in a folder, in a process group of its own, without this process's npm and Node settings. */
export function runCommand(command: string, cwd: string, env: Record<string, string> = {}): RunningCommand {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_|VITEST|MPLA_)/i.test(name) && name !== 'PATH',
  )
  const path = (process.env['PATH'] ?? '').split(':').filter((part) => !part.includes('node_modules'))
  const child = spawn('sh', ['-c', command], {
    cwd,
    detached: true,
    env: { ...Object.fromEntries(own), PATH: path.join(':'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let ended: number | null | undefined
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const exit = new Promise<void>((resolve) =>
    child.once('exit', (code) => {
      ended = code
      resolve()
    }),
  )
  return {
    output: () => text,
    async until(pattern, seconds) {
      const deadline = Date.now() + seconds * 1000
      while (Date.now() < deadline) {
        const match = pattern.exec(text)
        if (match) return match
        if (ended !== undefined)
          throw new Error(`${command} ended with ${ended} before it printed ${pattern}:\n${text}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`${command} did not print ${pattern} within ${seconds} s:\n${text}`)
    },
    async finished() {
      await exit
      if (ended !== 0) throw new Error(`${command} ended with ${ended}:\n${text}`)
    },
    async stop() {
      if (ended === undefined && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      await exit
    },
  }
}

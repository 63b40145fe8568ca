// Running one step of the setup: its output goes to a log and is shown only when it fails.
import { spawn, spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { toolLocations } from '../tool-locations.ts'

export const say = (text: string): void => console.log(`[emulator] ${text}`)

/** Something that the person who runs the setup can mend. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

const lastLines = (file: string, count: number): string =>
  readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** The process is ended after this time. */
  readonly limitMs?: number
}

/**
 * Runs a command and says how long it took.
 *
 * @throws SetupError with the end of the log when the command fails
 */
export async function step(name: string, { command, args, env, limitMs }: Command): Promise<void> {
  const { logs } = toolLocations()
  mkdirSync(logs, { recursive: true })
  const logFile = join(logs, `${name.replaceAll(' ', '-')}.log`)
  const log = createWriteStream(logFile)
  const startedMs = performance.now()
  say(`${name} ...`)
  const child = spawn(command, args, { env: env ?? process.env, timeout: limitMs, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const output of [child.stdout, child.stderr]) output.pipe(log, { end: false })
  const problem = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`))
  })
  log.end()
  await finished(log)
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  if (problem)
    throw new SetupError(`${name}: ${problem} after ${seconds} s\n${lastLines(logFile, 30)}\nwhole log: ${logFile}`)
  say(`${name}: done in ${seconds} s`)
}

/** What a command prints; undefined when it fails or is not there. */
export function outputOf(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8', maxBuffer: 2 ** 26 })
  return status === 0 ? stdout.trim() : undefined
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export const root = new URL('../..', import.meta.url).pathname

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Milliseconds from spawning the process to the first 200. */
  readonly startMs: number
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port')
  return address.port
}

/** Starts `node FILE` with PORT and a DATABASE_URL of its own, and waits until `path` answers 200. */
export async function startServer(
  file: string,
  path: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child: ChildProcess = spawn(process.execPath, [join(root, file)], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: `file:${join(folder, 'bench.db')}`,
      RATE_LIMIT_PER_MINUTE: '1000000',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  while (true) {
    if (child.exitCode !== null) throw new Error(`${file} ended with exit code ${child.exitCode} before it answered`)
    if (performance.now() - started > 30_000) throw new Error(`${file} did not answer ${path} within 30 s`)
    const ok = await fetch(url + path).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) break
    await wait(2)
  }
  const startMs = performance.now() - started
  return {
    url,
    pid: child.pid ?? 0,
    startMs,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

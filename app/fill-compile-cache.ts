import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Starts a built server once and ends it in order: only then Node writes what it has compiled. Started again by the same
 * Node, wherever the folder is copied to, it need not compile. Shows as well that the bundle starts.
 * @throws Error with the server's output when it does not
 */
export async function fillCompileCache(file: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mpla-compile-cache-'))
  const env = { PORT: '0', DATABASE_URL: `file:${join(folder, 'empty.db')}` }
  const server = spawn(process.execPath, [file], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(server, 'close')
  let output = ''
  let isEnding = false
  const collect = (chunk: Buffer) => {
    output += chunk
    // Once: a second signal would end it at once, before the cache is written.
    if (isEnding || !output.includes('listening at')) return
    isEnding = true
    server.kill('SIGTERM')
  }
  server.stdout.on('data', collect)
  server.stderr.on('data', collect)
  const tooLate = setTimeout(() => server.kill('SIGKILL'), 60_000)
  const [code] = await ended
  clearTimeout(tooLate)
  await rm(folder, { recursive: true, force: true })
  if (code !== 0) throw new Error(`Expected ${file} to start and to end with 0, got ${code}:\n${output}`)
}

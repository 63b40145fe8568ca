import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** A program that serves HTTP until it is stopped. */
export interface ServiceProcess {
  readonly url: string
  stop(): Promise<void>
}

const deadlineMs = 60_000

/**
 * Starts a program on a free port of loopback and waits until it is ready.
 * @param args what to start it with, given `127.0.0.1:PORT`
 * @param readyPath answers 2xx as soon as it is ready
 * @throws Error with what it printed, when it ends before that
 */
export async function startService(
  program: string,
  args: (address: string) => readonly string[],
  readyPath: string,
): Promise<ServiceProcess> {
  // The port may be taken by another by now: then the program ends, and another one is tried.
  for (let attempt = 1; ; attempt++) {
    const address = `127.0.0.1:${await freePort()}`
    const child = spawn(program, args(address), { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    const ended = once(child, 'close')
    const stop = async () => {
      child.kill('SIGKILL')
      await ended
    }
    const url = `http://${address}`
    const deadline = Date.now() + deadlineMs
    while (child.exitCode === null && Date.now() < deadline) {
      const isReady = await fetch(url + readyPath).then(
        ({ ok }) => ok,
        () => false,
      )
      if (isReady) return { url, stop }
      await delay(50)
    }
    await stop()
    if (attempt === 3 || !output.includes('address already in use'))
      throw new Error(`${program} was not ready:\n${output}`)
  }
}

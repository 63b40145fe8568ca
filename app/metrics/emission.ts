import type { Registry } from 'prom-client'
import { type EmfDocument, type EmfOptions, emfDocuments } from './emf.ts'
import { emptySnapshot, readSnapshot } from './snapshot.ts'

export interface EmissionOptions extends Omit<EmfOptions, 'at'> {
  readonly registry: Registry
  /** Time between two lines in ms, > 0. */
  readonly intervalMs: number
  /** Takes one document, which becomes one line of standard output. */
  write(document: EmfDocument): void
  /** Told when the registry could not be read. Nothing is lost: the next line has it. */
  onFailure(error: unknown): void
}

/**
 * How long to wait for the next line: until the middle of a clock interval, at least half of one. Each period of
 * CloudWatch, which begins with the clock's, so gets exactly one line even when a timer is late.
 */
export function untilNextLine(now: number, intervalMs: number): number {
  const wait = intervalMs - ((now + intervalMs / 2) % intervalMs)
  return wait < intervalMs / 2 ? wait + intervalMs : wait
}

/**
 * Writes what a registry holds now, then what has changed every interval.
 * @returns writes what has happened since, a last time; does nothing the second time
 */
export function startEmission(options: EmissionOptions): { stop(): Promise<void> } {
  const { registry, intervalMs, write, onFailure } = options
  let previous = emptySnapshot
  let timer: NodeJS.Timeout | undefined
  let stopped: Promise<void> | undefined

  async function emit(): Promise<void> {
    try {
      const current = await readSnapshot(registry)
      for (const document of emfDocuments(previous, current, { ...options, at: Date.now() })) write(document)
      previous = current
    } catch (error) {
      onFailure(error)
    }
  }
  async function emitAndWait(): Promise<void> {
    await emit()
    if (stopped !== undefined) return
    timer = setTimeout(
      () => {
        emitting = emitAndWait()
      },
      untilNextLine(Date.now(), intervalMs),
    ).unref()
  }
  async function stop(): Promise<void> {
    clearTimeout(timer)
    await emitting
    await emit()
  }

  let emitting = emitAndWait()
  return {
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

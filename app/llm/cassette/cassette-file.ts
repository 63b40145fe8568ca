import { appendFile, open, readFile, truncate } from 'node:fs/promises'
import { lineOf, readLines } from './cassette-lines.ts'
import type { RecordedCall } from './recorded-call.ts'

/** @throws Error that says what was expected when there is no such file, or it holds no recorded call */
export async function readCassette(path: string): Promise<ReadonlyMap<string, RecordedCall>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`MPLA_CASSETTE: expected a file of recorded calls at ${path}, which could not be read`, { cause })
  })
  const { calls } = readLines(path, text)
  if (calls.size === 0) throw new Error(`MPLA_CASSETTE: expected recorded calls in ${path}, found none`)
  return calls
}

/** A cassette that calls are added to. */
export interface Recorder {
  /** Those on the cassette, by key. */
  readonly calls: ReadonlyMap<string, RecordedCall>
  /** Resolves when the call is on the disk. Of two with one key the first stays. @returns the one that stays */
  add(call: RecordedCall): Promise<RecordedCall>
}

/** Creates the file when there is none. @throws Error when it cannot be written, or is no cassette */
export async function openRecorder(path: string): Promise<Recorder> {
  const { calls: found, whole } = readLines(path, await createdFile(path))
  const calls = new Map(found)
  let length = Buffer.byteLength(whole)
  await truncate(path, length) // a line that a crash cut off
  let writing: Promise<unknown> = Promise.resolve()

  async function write(call: RecordedCall): Promise<RecordedCall> {
    const known = calls.get(call.key)
    if (known !== undefined) return known
    const line = lineOf(call)
    try {
      await appendFile(path, line, { flush: true })
    } catch (error) {
      await truncate(path, length).catch(() => {}) // half a line would spoil the next one
      throw error
    }
    length += Buffer.byteLength(line)
    calls.set(call.key, call)
    return call
  }

  return {
    calls,
    add(call) {
      const written = writing.then(() => write(call))
      writing = written.catch(() => {}) // whoever added it hears of it
      return written
    },
  }
}

/** @returns what the file holds already */
async function createdFile(path: string): Promise<string> {
  try {
    // Prompts and answers may be confidential, so nobody else may read them.
    await using file = await open(path, 'a+', 0o600)
    return await file.readFile('utf8')
  } catch (cause) {
    throw new Error(`MPLA_CASSETTE: expected a file that can be written at ${path}; create its folder first`, { cause })
  }
}

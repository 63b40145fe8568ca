import { afterAll, beforeAll } from 'vitest'
import { awsJson, awsQuery, awsRest } from '../aws-calls.ts'
import { type Emulator, missingActions, startEmulator } from '../start-emulator.ts'

/** An emulator for the tests of a file, the three ways to call it, and what was asked of it that it lacks. */
export function patchedEmulator(name: string) {
  let started: Emulator | undefined
  const emulator = (): Emulator => {
    if (started === undefined) throw new Error('Expected the emulator to be running: ask it inside of a test')
    return started
  }
  beforeAll(async () => {
    started = await startEmulator(name)
  })
  afterAll(() => started?.close())

  return {
    emulator,
    account: '123456789012',
    missing: () => missingActions(emulator()),
    query: (service: string, action: string, parameters: Record<string, string> = {}) =>
      awsQuery({ url: emulator().url, service }, action, parameters),
    json: (service: string, action: string, parameters: object = {}) =>
      awsJson({ url: emulator().url, service }, action, parameters),
    rest: async (service: string, method: string, path: string, body?: object): Promise<unknown> => {
      const text = await awsRest({ url: emulator().url, service }, method, path, body && JSON.stringify(body))
      return text === '' ? undefined : JSON.parse(text)
    },
  }
}

import { afterAll, beforeAll } from 'vitest'
import { type Emulator, startEmulator } from '../emulator/start-emulator.ts'

/**
 * An emulated AWS account for the tests of one file.
 * @param prepare makes what is there before any stack, such as a hosted zone
 * @returns the account, from the first test on
 */
export function emulatedAccount(label: string, prepare?: (account: Emulator) => Promise<void>): () => Emulator {
  let account: Emulator | undefined
  beforeAll(async () => {
    account = await startEmulator(label)
    await prepare?.(account)
  })
  afterAll(() => account?.close())
  return () => {
    if (!account) throw new Error('Expected to be called in a test: the account is there only then')
    return account
  }
}

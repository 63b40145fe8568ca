import type { EmulatedShell } from '../readme/emulated-shell.ts'

/** How a row was shown to be true. */
type Shown =
  /** Without anything: `npm run check` does it. */
  | { readonly by: 'check'; readonly reproduce: () => string | Promise<string> }
  /** With Pulumi and an emulated account, which has no stack at first: `npm run test:aws` does it. */
  | { readonly by: 'emulator'; readonly reproduce: (shell: EmulatedShell) => Promise<string> }
  /** Only a real account says it. */
  | { readonly by: 'source'; readonly because: string; readonly source: string }

/** One row of docs/troubleshooting.md. */
export interface Trouble {
  /** A part of a line that is printed; `…` stands for anything. */
  readonly says: string
  readonly cause: string
  readonly cure: string
  readonly shown: Shown
}

/** What an action that has to fail fails with. @throws Error when it does not fail */
export async function failureOf(action: () => unknown): Promise<string> {
  try {
    await action()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('expected a failure, but nothing failed')
}

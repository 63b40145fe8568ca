import { Refusal } from './refusal.ts'
import type { PageOptions } from './run-page.ts'

/**
 * Nobody is there to ask: what changes something is run where that was said before, by `yes` (without it, it is left out),
 * a failure ends the page, and what a person has to choose must be in the environment.
 */
export const unattendedReader = (
  show: (text: string) => void,
  { yes }: { readonly yes: boolean },
): PageOptions['reader'] => ({
  show,
  confirm: async (_question, about) => {
    if (about === 'failure') return 'quit'
    return about === 'change' && yes ? 'yes' : 'skip'
  },
  ask: async (_question, { name }) => {
    throw new Refusal(`Expected ${name} in the environment, because no terminal is here to ask. Set it and run again.`)
  },
})

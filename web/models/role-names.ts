import type { AssistantRole } from '../../app/contract/run-input.ts'

/** What the page calls the roles. */
export const roleNames: Readonly<Record<AssistantRole, string>> = {
  enhancer: 'Enhancer',
  architect: 'Architect',
  analyser: 'Analyser',
  reviser: 'Reviser',
  judge: 'Judge',
  generator: 'Test input writer',
}

export const isRole = (name: string): name is AssistantRole => Object.hasOwn(roleNames, name)

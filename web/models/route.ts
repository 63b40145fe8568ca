import type { AssistantRole } from '../../app/contract/run-input.ts'
import { isRole } from './role-names.ts'
import { isSection, type SectionName } from './sections.ts'

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'section'; readonly section: SectionName }
  | { readonly page: 'meta-prompt'; readonly role: AssistantRole }
  | { readonly page: 'unknown'; readonly path: string }

const runPath = /^#\/runs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i

const sectionPath = /^#\/([a-z-]+)\/?$/
const metaPromptPath = /^#\/meta-prompts\/([a-z]+)\/?$/

/** Which page the part of the address after `#` names. */
export function parseRoute(hash: string): Route {
  if (hash === '' || hash === '#' || /^#\/(\?|$)/.test(hash)) return { page: 'home' }
  const section = sectionPath.exec(hash)?.[1]
  if (section !== undefined && isSection(section)) return { page: 'section', section }
  const role = metaPromptPath.exec(hash)?.[1]
  if (role !== undefined && isRole(role)) return { page: 'meta-prompt', role }
  const id = runPath.exec(hash)?.[1]
  return id === undefined ? { page: 'unknown', path: hash.slice(1) } : { page: 'run', id: id.toLowerCase() }
}

export const homeHash = '#/'
export const runHash = (id: string): string => `#/runs/${id}`
export const metaPromptHash = (role: AssistantRole): string => `#/meta-prompts/${role}`

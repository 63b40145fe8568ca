import { longestMetaPrompt } from '../../contract/meta-prompts.ts'
import type { AssistantRole } from '../../contract/run-input.ts'
import { namePattern } from './placeholders.ts'
import { placeholdersOf, roles } from './roles.ts'

/** What keeps a text from being the meta-prompt of a role, each as a sentence; empty when nothing does. */
export function templateProblems(role: AssistantRole, text: string): string[] {
  if (text.trim() === '') return ['Expected a text, found none']
  const problems: string[] = []
  if (text.length > longestMetaPrompt)
    problems.push(`Expected at most ${longestMetaPrompt} characters, found ${text.length}`)
  // PostgreSQL's text holds neither.
  if (text.includes('\u0000') || !text.isWellFormed()) problems.push('Expected text, found characters that are none')
  const known: readonly string[] = placeholdersOf(role)
  const used = new Set([...text.matchAll(namePattern)].map(([, name = '']) => name))
  for (const name of used)
    if (!known.includes(name))
      problems.push(
        `Expected placeholders of the role ${role} (${known.map(braced).join(', ')}), found ${braced(name)}`,
      )
  for (const name of roles[role].required)
    if (!used.has(name))
      problems.push(`Expected ${braced(name)}, without which the role ${role} cannot work; found none`)
  return [...problems, ...brokenBraces(text)]
}

const braced = (name: string) => `{{${name}}}`

/** Double braces that are no placeholder would reach the model as they are. */
function brokenBraces(text: string): string[] {
  const rest = text.replace(namePattern, (whole) => whole.replace(/[^\n]/g, ' '))
  return rest.split('\n').flatMap((line, index) => {
    const found = /\{\{[^{}]{0,30}\}{0,2}|\}\}/u.exec(line)
    return found === null ? [] : [`Expected {{name}}, found ${JSON.stringify(found[0])} in line ${index + 1}`]
  })
}

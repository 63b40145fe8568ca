import type { Situation } from './rule.ts'
import type { SectionName } from './wording/wording.ts'

/** The order in which sections stand, whatever the order they were added in: who, what, within which bounds, in which form. */
const order: readonly SectionName[] = [
  'role',
  'criteria',
  'context',
  'wording',
  'constraints',
  'length',
  'format',
  'examples',
  'checklist',
  'self-check',
]

/**
 * Adds a section after the author's text; before it when that text ends with material to work on, which a section at the
 * end could be taken for a part of. A role always goes first. The author's text stays in one piece, as it was.
 */
export function addSection(prompt: string, quality: SectionName, body: string, situation: Situation): string {
  const { authorPrompt, expectations, wording } = situation
  const section = `## ${wording.headings[quality]}\n${body}`
  // A heading for the author's text, once a section stands before it; else it would read as part of that section.
  const request = `## ${wording.headings.request}\n`
  const parts = takeApart(prompt, authorPrompt, request)
  if (parts === null) return `${prompt}\n\n${section}`
  const goesFirst = quality === 'role' || expectations.author.bringsMaterial
  const before = goesFirst ? inOrder([...parts.before, section], situation) : parts.before
  const after = goesFirst ? parts.after : inOrder([...parts.after, section], situation)
  return [...before, (before.length > 0 ? request : '') + authorPrompt, ...after].join('\n\n')
}

interface Parts {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The sections around the author's text; null when the prompt is not laid out as `addSection` does it. */
function takeApart(prompt: string, authorPrompt: string, request: string): Parts | null {
  if (prompt.startsWith(authorPrompt)) return { before: [], after: sections(prompt.slice(authorPrompt.length)) }
  const at = prompt.indexOf(request + authorPrompt)
  if (at < 0) return null
  return {
    before: sections(prompt.slice(0, at)),
    after: sections(prompt.slice(at + request.length + authorPrompt.length)),
  }
}

const sections = (text: string): readonly string[] =>
  text
    .split(/\n\n(?=## )/)
    .map((section) => section.trim())
    .filter((section) => section !== '')

function inOrder(unordered: readonly string[], { wording }: Situation): readonly string[] {
  const rank = (section: string) =>
    order.findIndex((quality) => section.startsWith(`## ${wording.headings[quality]}\n`))
  return [...unordered].sort((a, b) => rank(a) - rank(b))
}

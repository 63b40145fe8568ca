export interface PromptSection {
  /** Lower case; empty for what stands before the first heading. */
  readonly title: string
  readonly body: string
}

/** The ways people mark sections, besides `<title> … </title>`: `# Title`, `**Title**` and `Title: first words`. */
const markdown = [/^#{1,6}\s+(\S.{0,60})$/, /^\*\*([^*]{1,60})\*\*:?$/] as const
const label = /^([A-Z][\w /-]{1,40}):(?:\s+(.*))?$/
const tag = /^<(\/?)([a-z][\w-]{0,40})>$/i

export function promptSections(prompt: string): PromptSection[] {
  const sections: { title: string; lines: string[] }[] = [{ title: '', lines: [] }]
  const closed = new Set([...prompt.matchAll(/<\/([a-z][\w-]{0,40})>/gi)].map(([, name]) => name))
  const begin = (title: string, ...lines: string[]) => sections.push({ title, lines })
  for (const raw of prompt.split('\n')) {
    const line = raw.trim()
    const [, closing, name = ''] = tag.exec(line) ?? []
    const heading = markdown.map((form) => form.exec(line)?.[1]).find((title) => title !== undefined)
    const labelled = label.exec(line)
    if (closing === '/') begin('')
    else if (closing === '' && closed.has(name)) begin(name)
    else if (heading !== undefined) begin(heading)
    else if (labelled !== null) begin(labelled[1] ?? '', labelled[2] ?? '')
    else sections.at(-1)?.lines.push(line)
  }
  return sections
    .map(({ title, lines }) => ({ title: title.replace(/:$/, '').toLowerCase(), body: lines.join('\n').trim() }))
    .filter(({ title, body }) => title !== '' || body !== '')
}

/** One command of a fenced `sh` block, continuation lines joined. */
export interface Command {
  readonly text: string
  readonly line: number
}

/** Every command of the `sh` blocks of a Markdown document, in order. */
export function commandsOf(markdown: string): Command[] {
  const commands: Command[] = []
  let inside = false
  let open: { text: string; line: number } | undefined
  for (const [index, raw] of markdown.split('\n').entries()) {
    if (raw.startsWith('```')) {
      inside = raw === '```sh'
      continue
    }
    if (!inside || raw.trim() === '') continue
    const continues = raw.endsWith('\\')
    const text = (continues ? raw.slice(0, -1) : raw).trim()
    open = open ? { ...open, text: `${open.text} ${text}` } : { text, line: index + 1 }
    if (continues) continue
    commands.push(open)
    open = undefined
  }
  return commands
}

import { type Command, commandsOf } from './commands.ts'

/** One `sh` block of a document, and what it is shown to print. */
export interface Step {
  /** The heading it stands under. */
  readonly heading: string
  readonly commands: readonly Command[]
  /** Lines of the `output` block that follows; none where nothing is shown. */
  readonly output: readonly string[]
}

/** Every `sh` block of a Markdown document, in order, each with its `output` block. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = []
  const lines = markdown.split('\n')
  let heading = ''
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '')
    const kind = /^```(\w*)$/.exec(line)?.[1]
    if (kind === undefined) continue
    const end = lines.indexOf('```', at + 1)
    if (end === -1) throw new Error(`expected the block of line ${at + 1} to end`)
    const block = lines.slice(at + 1, end)
    if (kind === 'sh') steps.push({ heading, commands: commandsAt(block, at + 2), output: [] })
    if (kind === 'output') {
      const step = steps.pop()
      if (step === undefined || step.output.length > 0)
        throw new Error(`expected an sh block before the output block of line ${at + 1}`)
      steps.push({ ...step, output: block })
    }
    at = end
  }
  return steps
}

const commandsAt = (block: readonly string[], firstLine: number): Command[] =>
  commandsOf(['```sh', ...block, '```'].join('\n')).map(({ text, line }) => ({ text, line: line + firstLine - 2 }))

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A shown line as a pattern: `…` stands for anything, and any amount of blank for any other. */
const patternOf = (line: string) =>
  new RegExp(
    `^\\s*${line
      .trim()
      .split('…')
      .map((part) => escaped(part).replaceAll(/\s+/g, '\\s+'))
      .join('.*')}\\s*$`,
  )

/** The first shown line that was not printed after those before it; undefined when all were. A lone `…` is for people. */
export function firstNotPrinted(shown: readonly string[], printed: string): string | undefined {
  const lines = printed.split('\n')
  let from = 0
  for (const line of shown.filter((each) => each.trim() !== '…' && each.trim() !== '')) {
    const found = lines.findIndex((each, index) => index >= from && patternOf(line).test(each))
    if (found === -1) return line
    from = found + 1
  }
  return undefined
}

/** A fenced block of shell commands in a runbook. */
export interface CommandBlock {
  /** What running it does: nothing, or something. */
  readonly effect: string
  /** The commands, continuation lines joined. */
  readonly commands: readonly string[]
  /** First line of the text after it. */
  readonly expectation: string
}

/** A runbook by its second-level headings. */
export interface Runbook {
  readonly title: string
  /** Text before the first heading. */
  readonly introduction: string
  /** Heading to text, in order. */
  readonly sections: ReadonlyMap<string, string>
}

export const headings = [
  'Meaning',
  'Impact',
  'Why this threshold',
  'Diagnosis',
  'Mitigation',
  'Verification',
  'Roll back and escalate',
] as const

/** Runbooks that no alarm leads to: what a person does on purpose, in the same parts but one. */
export const procedures = ['restore-database', 'restore-volume'] as const

/** The parts of a page, by the name of its file. */
export const headingsOf = (file: string): readonly string[] =>
  procedures.some((procedure) => file === `${procedure}.md`)
    ? headings.map((heading) => (heading === 'Why this threshold' ? 'When to use it' : heading))
    : headings

/** Splits a runbook at its headings. */
export function parseRunbook(markdown: string): Runbook {
  const [head = '', ...parts] = markdown.split(/^## /m)
  const [first = '', ...introduction] = head.split('\n')
  return {
    title: first.replace(/^# /, ''),
    introduction: introduction.join('\n').trim(),
    sections: new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()])),
  }
}

/** The blocks of shell commands in a text, in order. */
export function commandBlocks(text: string): readonly CommandBlock[] {
  return [...text.matchAll(/^( *)```sh *(.*)\n([\s\S]*?)^\1```\n*(.*)/gm)].map(
    ([, , effect = '', body = '', after = '']) => ({
      effect,
      commands: body
        .replace(/\\\n\s*/g, '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      expectation: after.trim(),
    }),
  )
}

/** Names in `pulumi stack output NAME`. */
export const outputsIn = (text: string): readonly string[] =>
  [...text.matchAll(/pulumi stack output (\w+)/g)].map(([, name = '']) => name)

/** Keys in `mpla:KEY`. */
export const settingsIn = (text: string): readonly string[] =>
  [...text.matchAll(/mpla:(\w+)/g)].map(([, key = '']) => key)

/** Targets of links that are not addresses, with their fragment. */
export const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^https?:/.test(target))

/** The fragment by which a heading is linked. */
export const fragmentOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')

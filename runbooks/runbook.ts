/** What running a block does: nothing, something, or what only a person can do. */
export type Effect = 'read-only' | 'mutating' | 'manual' | 'unmarked'

/** A fenced block of shell commands in a runbook. */
export interface CommandBlock {
  /** From the line that opens it: ```` ```sh read-only ````, `mutating`, or `manual: REASON`. */
  readonly effect: Effect
  /** Why a manual block is not run for the person who reads it; of others, what else stands on the line that opens them. */
  readonly reason: string
  /** As it is typed, without the indent of the list item it stands in. */
  readonly script: string
  /** The commands, continuation lines joined. */
  readonly commands: readonly string[]
  /** The paragraph before it; empty where that tells what to expect of the block before. */
  readonly lead: string
  /** The paragraph after it. */
  readonly expectation: string
}

/** A block in its place on the page. */
export interface Step extends CommandBlock {
  /** The heading that it stands under. */
  readonly heading: string
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

/**
 * Runbooks that no alarm leads to: what a person does on purpose, in the same parts but one. The last one ends the stack,
 * so whoever runs them all has to keep the order; there is a release to go back to once keys were rotated.
 */
export const procedures = [
  'deploy',
  'rotate-api-keys',
  'roll-back',
  'scale-beyond-three',
  'provider-outage',
  'endgame-redeploy',
  'cost',
  'restore-database',
  'restore-volume',
  'destroy-stack',
] as const

/** Pages without commands, in parts of their own. */
export const documents = ['severity-levels', 'postmortem-template'] as const

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
  return [...text.matchAll(/^( *)```sh *(.*)\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [block, indent = '', mark = '', body = ''] = match
    const script = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trimEnd()
    return {
      ...effectOf(mark),
      script,
      commands: script
        .replace(/\\\n\s*/g, '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      lead: lastParagraph(text.slice(0, match.index)).replace(/^Expect: .*/, ''),
      expectation: firstParagraph(text.slice(match.index + block.length)),
    }
  })
}

/** The blocks of the given headings of a page, in the order of the page. @param headings default: all of them */
export const stepsOf = (markdown: string, headings?: readonly string[]): readonly Step[] =>
  [...parseRunbook(markdown).sections]
    .filter(([heading]) => headings?.includes(heading) ?? true)
    .flatMap(([heading, text]) => commandBlocks(text).map((block) => ({ heading, ...block })))

function effectOf(mark: string): Pick<CommandBlock, 'effect' | 'reason'> {
  const [, effect = 'unmarked', reason = ''] = /^(read-only|mutating|manual)(?:: *| *$)(.*)$/.exec(mark) ?? [
    mark,
    'unmarked',
    mark,
  ]
  return { effect: effect as Effect, reason } // one of the words of the pattern
}

const oneLine = (paragraph: string) => paragraph.trim().replaceAll(/\s*\n\s*/g, ' ')
const firstParagraph = (text: string) => oneLine(text.trimStart().split(/\n\s*\n/)[0] ?? '')
const lastParagraph = (text: string) =>
  oneLine(
    text
      .trimEnd()
      .split(/\n\s*\n/)
      .at(-1) ?? '',
  )

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

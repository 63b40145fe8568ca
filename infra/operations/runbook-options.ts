import { parseArgs } from 'node:util'
import { nearestName } from '../plan/nearest-name.ts'
import { Refusal } from './refusal.ts'

export interface RunbookRequest {
  /** Name of the page's file, without its ending. */
  readonly page: string
  readonly stack: string
  /** Run what changes something without asking. */
  readonly yes: boolean
  /** Leave out what changes something. */
  readonly readOnly: boolean
  /** Number of the first step, from 1. */
  readonly from: number
}

export const runbookHelp = `Goes through a runbook: shows each step, runs its command, shows what it prints and what to expect.

Usage: npm run runbook -- NAME --stack STACK [flags]

  NAME         of a page in runbooks/, or of an alarm as its message gives it (mpla-prod-high-cpu: then the stack is known)
  --read-only  leave out the steps that change something
  --yes        do not ask before steps that change something; needed for them where no terminal is
  --from STEP  begin with the step of this number
  --help       this text

What looks is run at once, what changes something after a y; what only a person can do is shown with its reason. A value
that a page leaves open, such as RECOVERY_POINT, is taken from the environment, or asked for.
Exit status: 0 all steps done or left out on purpose; 1 a step failed, or the page was left before its end;
2 refused, nothing was run; 130 interrupted.
`

/**
 * Reads the command line.
 * @param pages names of all pages
 * @returns `help` when it asks for help
 * @throws Refusal for an unknown page, which lists those there are, an unknown flag, or no stack
 */
export function readRunbookOptions(args: readonly string[], pages: readonly string[]): RunbookRequest | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const refuse = (what: string) => new Refusal(`${what}\n\n${runbookHelp}`)
  const [name, ...others] = positionals
  if (name === undefined || others.length > 0)
    throw refuse(
      `${name === undefined ? 'Which page?' : `One page at a time, not ${positionals.join(' and ')}.`} ${listOf(pages)}`,
    )
  const { page, stack: ofAlarm } = pageOfName(name, pages)
  const stack = values.stack ?? ofAlarm
  if (stack === undefined) throw refuse('Which stack? Expected --stack.')
  if (ofAlarm !== undefined && stack !== ofAlarm)
    throw refuse(`The alarm ${name} is of stack ${ofAlarm}, not ${stack}.`)
  if (values.yes && values['read-only']) throw refuse('Either --yes or --read-only.')
  const from = Number(values.from ?? 1)
  if (!Number.isInteger(from) || from < 1)
    throw refuse(`Expected --from to be the number of a step, got ${values.from}.`)
  return { page, stack, yes: values.yes, readOnly: values['read-only'], from }
}

/** What CloudWatch appends to an alarm's name, where several alarms stand behind it. */
const alarmName = /^mpla-(.+?)(?:-notify|-long|-short)?$/

/** @throws Refusal with the page that was probably meant, and all there are */
function pageOfName(name: string, pages: readonly string[]): { readonly page: string; readonly stack?: string } {
  const wanted = name.replace(/^(runbooks\/)?(.+)\.md$/, '$2')
  if (pages.includes(wanted)) return { page: wanted }
  const inner = alarmName.exec(wanted)?.[1]
  // The longest one: the end of a page's name can be that of another.
  const page = pages.filter((each) => inner?.endsWith(`-${each}`)).toSorted((a, b) => b.length - a.length)[0]
  if (inner !== undefined && page !== undefined) return { page, stack: inner.slice(0, -page.length - 1) }
  const nearest = nearestName(wanted, pages)
  throw new Refusal(`There is no runbook ${name}${nearest ? `: is it ${nearest}?` : '.'} ${listOf(pages)}`)
}

const listOf = (pages: readonly string[]) => `The pages are:\n${pages.map((page) => `  ${page}`).join('\n')}`

function parsed(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { stack: text, yes: flag, 'read-only': flag, from: text, help: flag },
    })
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${runbookHelp}`)
  }
}

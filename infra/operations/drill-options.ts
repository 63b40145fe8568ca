import { parseArgs } from 'node:util'
import type { Exercise } from './exercise.ts'
import { Refusal } from './refusal.ts'

/** Drills of alarms, one after the other. */
export interface DrillRequest {
  readonly kind: 'drill'
  /** Ids, or full names; empty: all that the stack has. */
  readonly alarms: readonly string[]
  readonly stack: string
  readonly yes: boolean
  readonly readOnly: boolean
  /** Make the fault of the alarm, instead of setting its state. */
  readonly inject: boolean
  /** Make it although users notice. */
  readonly force: boolean
}

/** When each page was last exercised. */
export interface ListRequest {
  readonly kind: 'list'
  readonly stack: string | undefined
  readonly on: Exercise['on'] | undefined
  /** Longest time between two exercises. */
  readonly days: number
  /** End with 1 when a page was not exercised in time. */
  readonly check: boolean
}

export const drillHelp = `A drill of an alarm: it is set off, its message is waited for, its runbook is followed, and its end is waited for.

Usage: npm run drill -- ALARM... --stack STACK [flags]
       npm run drill -- --all --stack STACK [flags]
       npm run drill -- --list [--stack STACK] [--on account|emulator] [--days 90] [--check]

  --all        every alarm of the stack, one after the other
  --yes        do not ask: neither before the alarm, whose message goes to whoever gets its alarms, nor before a command
               that changes something; needed where no terminal is
  --read-only  leave out the commands that change something
  --inject     make the fault that causes the alarm, instead of setting its state; few alarms have a safe one
  --force      make a fault that users of a prod stack notice
  --list       when each page was last exercised, by runbooks/drills.jsonl
  --on         count exercises on an account, or on an emulator, alone
  --days       longest time between two exercises (default: 90)
  --check      end with 1 when a page was not exercised in that time
  --help       this text

Each drill adds a line to runbooks/drills.jsonl, to be committed.
Exit status: 0 passed; 1 something was not as it should be; 2 refused, nothing was changed; 130 interrupted.
`

/**
 * Reads the command line.
 * @returns `help` when it asks for help
 * @throws Refusal for an unknown flag, a combination without meaning, or a stack or alarm that is missing
 */
export function readDrillOptions(args: readonly string[]): DrillRequest | ListRequest | 'help' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  const refuse = (what: string) => new Refusal(`${what}\n\n${drillHelp}`)
  if (values.list) {
    const wrong = (['all', 'yes', 'read-only', 'inject', 'force'] as const).find((name) => values[name])
    if (wrong) throw refuse(`--${wrong} does not go with --list: a list changes nothing.`)
    if (positionals.length > 0) throw refuse(`--list is about all pages, not ${positionals.join(' and ')} alone.`)
    const { on, stack, check } = values
    if (on !== undefined && on !== 'account' && on !== 'emulator')
      throw refuse(`Expected --on account or --on emulator, got ${on}.`)
    const days = Number(values.days ?? 90)
    if (!Number.isInteger(days) || days < 1)
      throw refuse(`Expected --days to be a whole number from 1, got ${values.days}.`)
    return { kind: 'list', stack, on, days, check }
  }
  const wrong = (['on', 'days', 'check'] as const).find((name) => values[name])
  if (wrong) throw refuse(`--${wrong} goes with --list.`)
  if (values.stack === undefined) throw refuse('Which stack? Expected --stack.')
  if (values.all === positionals.length > 0)
    throw refuse(values.all ? 'Either --all or the names of alarms.' : 'Which alarm? Expected its name, or --all.')
  if (values.force && !values.inject) throw refuse('--force goes with --inject.')
  return {
    kind: 'drill',
    alarms: positionals,
    stack: values.stack,
    yes: values.yes,
    readOnly: values['read-only'],
    inject: values.inject,
    force: values.force,
  }
}

function parsed(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: text,
        all: flag,
        yes: flag,
        'read-only': flag,
        inject: flag,
        force: flag,
        list: flag,
        on: text,
        days: text,
        check: flag,
        help: flag,
      },
    })
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${drillHelp}`)
  }
}

import { type BadLine, type Exercise, pageOf } from './exercise.ts'

/** A page that has to be exercised. */
export interface Page {
  readonly name: string
  /** Only a drill exercises the page of an alarm: that its message arrives is half of it. */
  readonly kind: 'alarm' | 'procedure'
}

/** What of the log is looked at. */
export interface Scope {
  readonly stack?: string | undefined
  readonly on?: Exercise['on'] | undefined
}

export interface ExercisedPage extends Page {
  /** The newest one. */
  readonly last: Exercise | undefined
  /** Whole days since then. */
  readonly daysAgo: number | undefined
  readonly verdict: 'in time' | 'overdue' | 'failed' | 'never'
}

const day = 86_400_000

/**
 * When each page was last exercised.
 * @param today the moment that ages are counted from; what is later does not count, or a wrong clock would be right for ever
 * @param days longest time between two exercises of a page
 */
export const exercisedPages = (
  pages: readonly Page[],
  exercises: readonly Exercise[],
  { today, days, ...scope }: Scope & { readonly today: Date; readonly days: number },
): readonly ExercisedPage[] =>
  pages.map((page) => {
    const [last] = exercises
      .filter((each) => pageOf(each) === page.name && 'alarm' in each === (page.kind === 'alarm'))
      .filter(({ stack, on }) => (scope.stack ?? stack) === stack && (scope.on ?? on) === on)
      .filter(({ at }) => Date.parse(at) <= today.getTime())
      .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    if (last === undefined) return { ...page, last, daysAgo: undefined, verdict: 'never' }
    const age = today.getTime() - Date.parse(last.at)
    const verdict = last.passed ? (age > days * day ? 'overdue' : 'in time') : 'failed'
    return { ...page, last, daysAgo: Math.floor(age / day), verdict }
  })

const describe = ({ last, daysAgo }: ExercisedPage): string => {
  if (last === undefined) return 'never'
  const how =
    'alarm' in last
      ? `${last.cause}, told after ${secondsText(last.notifySeconds)}, over after ${secondsText(last.mitigateSeconds)}`
      : `${last.commands.run} blocks run, ${last.commands.skipped} skipped`
  return `${last.at.slice(0, 10)} (${daysAgo} d ago), ${last.stack} on ${last.on === 'account' ? 'an account' : 'an emulator'}: ${how}`
}

const secondsText = (seconds: number | null) => (seconds === null ? 'never' : `${seconds} s`)

/** A line a page, then what is to be done. */
export function exerciseListText(pages: readonly ExercisedPage[], bad: readonly BadLine[], days: number): string {
  const width = Math.max(...pages.map(({ name }) => name.length))
  const lines = pages.map((page) => `${page.verdict.padEnd(8)} ${page.name.padEnd(width)}  ${describe(page)}`)
  const due = pages.filter(({ verdict }) => verdict !== 'in time')
  const first = due[0]
  const command =
    first?.kind === 'alarm'
      ? `npm run drill -- ${first.name} --stack STACK`
      : `npm run runbook -- ${first?.name} --stack STACK`
  return [
    ...lines,
    '',
    ...bad.map(({ line, reason }) => `Line ${line} of runbooks/drills.jsonl does not count: ${reason}`),
    first === undefined
      ? `All ${pages.length} pages were exercised in the last ${days} days.`
      : `${due.length} of ${pages.length} pages were not exercised with success in the last ${days} days. Next: ${command}`,
    '',
  ].join('\n')
}

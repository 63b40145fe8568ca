import type { AuthorCheck, CheckName } from '../../../contract/author-checks.ts'
import type { CheckResult } from '../../../contract/refinement-events.ts'
import { type Finding, failed } from '../check.ts'
import { round4 } from '../score.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'

/** A check that failed scores no more, however close it came. */
const mostWhenFailed = 0.99

/** The kind of a check, by which it judges that very check. */
export const kindOf = (check: AuthorCheck): Kind<CheckName> => kinds[check.check] as unknown as Kind<CheckName> // the table has under each name the kind of that name

const plain = (text: string): string => text.replaceAll(/\r\n?/gu, '\n').normalize('NFC')

/**
 * Judges a text by one check. Pure and deterministic; never throws for a check that `whyRefused` takes, whatever the text.
 * Line breaks of every system and composed and decomposed letters are the same.
 * @param expected the input's expected answer, for the checks that compare with it
 */
export function runCheck(check: AuthorCheck, text: string, expected?: string): Finding {
  const judged = { text: plain(text), expected: expected === undefined ? undefined : plain(expected) }
  const finding = kindOf(check).run(check as never, judged) // the kind is the check's own
  if (finding.passed) return { ...finding, score: 1 }
  return { ...finding, score: round4(Math.min(mostWhenFailed, Math.max(0, finding.score))) }
}

/** What an answer must be like for a check, as one sentence on one line; null where nothing can be told. */
export const demandOf = (check: AuthorCheck): string | null => kindOf(check).demand(check as never) // the kind is the check's own

/** The name of each result: the author's, or `author-` and the check's, numbered from the second of a kind. */
export function resultNames(checks: readonly AuthorCheck[]): readonly string[] {
  const times = new Map<string, number>()
  return checks.map(({ check, name }) => {
    if (name !== undefined) return name
    const count = (times.get(check) ?? 0) + 1
    times.set(check, count)
    return count === 1 ? `author-${check}` : `author-${check}-${count}`
  })
}

/**
 * Judges an answer by all that its author states. An empty answer passes nothing. Checks that compare with an expected
 * answer are left out where the input has none.
 */
export function evaluateAuthorChecks(checks: readonly AuthorCheck[], text: string, expected?: string): CheckResult[] {
  const names = resultNames(checks)
  return checks.flatMap((check, index) => {
    if (kindOf(check).needsExpected && expected === undefined) return []
    const isEmpty = text.trim() === ''
    const finding = isEmpty ? failed('Expected an answer, found an empty one') : runCheck(check, text, expected)
    return [{ check: names[index] ?? check.check, subject: 'output' as const, weight: check.weight ?? 1, ...finding }]
  })
}

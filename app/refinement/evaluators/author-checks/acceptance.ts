import type { AuthorCheck } from '../../../contract/author-checks.ts'
import { checks as derivedChecks } from '../rules.ts'
import { kindOf, resultNames } from './author-checks.ts'

/** Beginnings of names that other results have. */
const derived: ReadonlySet<string> = new Set(derivedChecks.map(({ name }) => name))
const reserved = /^(?:author|prompt|judge)-/u

/**
 * Why a run with these checks is refused, a sentence for each check that is at fault and that names it; empty when there is
 * nothing to object. What their types say is checked before.
 * @param hasExpected whether any input has an expected answer
 */
export function whyRefused(
  checks: readonly AuthorCheck[],
  { hasExpected }: { readonly hasExpected: boolean },
): readonly string[] {
  const names = resultNames(checks)
  return checks.flatMap((check, index) => {
    const problem =
      (kindOf(check).refuse?.(check as never) ?? null) || // the kind is the check's own
      nameProblem(check.name, names.indexOf(check.name ?? '') < index) ||
      (kindOf(check).needsExpected && !hasExpected
        ? 'expected an expected answer to compare with, found none; give one'
        : null)
    return problem ? [`checks/${index} (${check.name ?? check.check}): ${problem}`] : []
  })
}

function nameProblem(name: string | undefined, isTwice: boolean): string | null {
  if (name === undefined) return null
  if (name.trim() === '') return 'expected a name, found white space alone'
  if (isTwice) return `expected names that differ, found “${name}” twice`
  if (!derived.has(name) && !reserved.test(name)) return null
  return `“${name}” is the name of another result, or begins as those do; take another`
}

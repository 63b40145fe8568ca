/** A level that a sentence names: "level 2", "a score of 3". Not "level 2 headings", nor "3 out of 4 points". */
const named = /\b(?:level|score)(?:\s+(?:of|is|at))?\s*[:=]?\s*(\d+)(?!\d|\.\d|%|\s*head)/gi

/** Words that make of a named level one that the answer does not have: "not level 4", "short of level 4", "level 4 would need". */
const denied =
  /\b(?:not|no|never|nor|neither|cannot|without|short of|below|beneath|above|beyond|under|over|than|miss(?:es|ed|ing)?|lacks?|needs?|requires?|required|would|could|might|if|unless|reach(?:es|ing)?|for|towards?|instead|rather|between|except|prevents?|keeps?|from|almost|nearly|close to|stops?|exceeds?|rules? out|asks?|asking|demands?|claims?)\b|n['’]t\b/i

/** What the judge quotes is not what it says: an answer may well claim a level of its own. */
const quoted = /"[^"]*"|“[^”]*”|«[^»]*»|`[^`]*`|(?<!\w)'[^']*'(?!\w)/g

/**
 * The level that a reasoning plainly gives where the verdict gives another one, or null. Only what can be seen without
 * understanding counts: a level that is named in a clause that denies nothing, in English. So it misses
 * contradictions, and should not see one where there is none.
 * @param top the highest level
 */
export function contradictedLevel(reasoning: string, level: number, top: number): number | null {
  const given = reasoning
    .replaceAll(quoted, ' ')
    .split(/[.;:!?\n]\s|[,()]|\bbut\b|\bwhile\b|\balthough\b/i)
    .filter((clause) => !denied.test(clause))
    .flatMap((clause) => [...clause.matchAll(named)].map(([, digits]) => Number(digits)))
    .filter((each) => each <= top)
  const [first] = given
  return first === undefined || given.includes(level) ? null : first
}

import { bullets, lacks, type Rule, type Situation } from '../rule.ts'
import { addSection } from '../section.ts'

/** Turns what the champion's answer got wrong into a list to go through before answering: the feedback of the evaluation. */
export const selfCheck: Rule = {
  name: 'self-check',
  addresses: (situation) => Object.keys(demandsByCheck(situation)),
  applies: (situation) =>
    !situation.has.has('self-check') && demands(situation).length > 0
      ? 'The answer missed what can be checked before it is given'
      : null,
  rewrite: (prompt, situation) => addSection(prompt, 'self-check', bullets(demands(situation)), situation),
}

function demands(situation: Situation): readonly string[] {
  const byCheck = demandsByCheck(situation)
  return [...new Set(situation.failed.flatMap(({ check }) => byCheck[check] ?? []))]
}

/** What to demand for each check that can fail. What another rule would say anyway is left to that rule. */
function demandsByCheck(situation: Situation): Readonly<Record<string, string>> {
  const { wording, expectations } = situation
  const { format, limits } = expectations.author
  const general = {
    'no-echo': wording.noRepetition,
    'not-repetitive': wording.noRepetition,
    'no-filler': wording.noRemarks,
  }
  const terms = expectations.keyTerms.map(wording.quote).join(', ')
  return {
    'not-empty': wording.doesTheWork,
    'no-refusal': wording.doesTheWork,
    finished: wording.isFinished,
    language: wording.inLanguage,
    limits: wording.keepsTo(limits.map((limit) => wording.quote(limit.stated)).join(', ')),
    ...(format === null ? {} : { format: wording.forms[format] }),
    ...(lacks('criteria', situation) ? {} : { 'key-terms': wording.covers(terms) }),
    ...(lacks('constraints', situation) ? {} : general),
  }
}

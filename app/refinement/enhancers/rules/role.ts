import { lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** A role that follows from the kind of task; where the kind is unknown there is none. */
export const role: Rule = {
  name: 'role',
  addresses: () => ['prompt-role'],
  applies: (situation) =>
    lacks('role', situation)
      ? `The prompt gives no role, and a task of the kind “${situation.expectations.author.kind}” has an obvious one`
      : null,
  rewrite: (prompt, situation) => {
    const body = situation.wording.roles[situation.expectations.author.kind]
    return body === undefined ? prompt : addSection(prompt, 'role', body, situation)
  },
}

import { lacks, type Rule } from '../rule.ts'
import { addSection } from '../section.ts'

/** A skeleton of the form asked for, with placeholders: an example with content would be an invention about the task. */
export const examples: Rule = {
  name: 'examples',
  addresses: () => ['prompt-examples', 'format'],
  applies: (situation) =>
    lacks('examples', situation) ? 'The prompt asks for a fixed form and shows no example of it' : null,
  rewrite: (prompt, situation) => {
    const { wording, expectations } = situation
    const { format } = expectations.author
    const skeleton = format === null ? undefined : wording.skeletons[format]
    return skeleton === undefined
      ? prompt
      : addSection(prompt, 'examples', `${wording.placeholders}\n\n${skeleton}`, situation)
  },
}

import type { JsonSchemaFormat } from '../../llm/model-client.ts'
import { render } from '../meta-prompts/render.ts'
import { scattered } from '../statistics/scattered.ts'
import { fenced } from '../text/fence.ts'
import type { Criterion } from './rubric.ts'
import { verdictSchema } from './verdict-schema.ts'

/** What an answer is an answer to. The judge sees what the author asked for, never the rewrite: it does not know whose answer it grades. */
export interface JudgedTask {
  /** The author's own prompt. */
  readonly prompt: string
  /** The test input that the prompt was asked with. */
  readonly input?: string | undefined
  /** An answer to this input that the author calls right. */
  readonly expected?: string | undefined
}

/**
 * The prompt and schema that ask for a verdict. All that others wrote is fenced, so that an answer that
 * speaks to the judge stays material; the quotes are asked for and looked up in the text as it was.
 * @param template the meta-prompt of the judge
 * @param seed decides the order of the criteria, in the prompt and in the schema alike
 */
export function judgePrompt(
  template: string,
  task: JudgedTask,
  answer: string,
  criteria: readonly Criterion[],
  seed: number,
): { readonly prompt: string; readonly schema: JsonSchemaFormat } {
  const ordered = shuffled(criteria, seed)
  const schema = verdictSchema(ordered)
  const prompt = render(template, {
    task: taskText(task),
    answer: fenced(answer, 'answer'),
    criteria: ordered.map(criterionText).join('\n\n'),
    schema: formText(schema),
  })
  return { prompt, schema }
}

/** The task as material: nothing in it can close its fence. */
export const taskText = ({ prompt, input, expected }: JudgedTask): string =>
  [
    fenced(prompt, 'prompt'),
    ...(input === undefined ? [] : [`The input it was asked about:\n\n${fenced(input, 'input')}`]),
    ...(expected === undefined ? [] : [`What a right answer says:\n\n${fenced(expected, 'expected')}`]),
  ].join('\n\n')

const criterionText = ({ name, question, levels }: Criterion): string =>
  [`## ${name}`, question, ...levels.map((description, level) => `- level ${level}: ${description}`)].join('\n')

const formText = ({
  schema,
}: JsonSchemaFormat): string => `One JSON object and nothing else, no text before or after it. For each criterion, in this order:

- "evidence": one to three short passages of the answer that decide the level, copied character by character. Where something is missing, copy the passage that comes nearest to it; only level 0 may have none.
- "reasoning": one to three sentences on what these passages show, held against the descriptions of the levels.
- "level": the number of the description that fits.

JSON schema: ${JSON.stringify(schema)}`

function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  const drawn = values.map((value, index) => ({ value, at: scattered(seed, index) }))
  return drawn.toSorted((a, b) => a.at - b.at).map(({ value }) => value)
}

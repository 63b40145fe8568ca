import type { JsonSchemaFormat } from '../../llm/model-client.ts'
import { render } from '../meta-prompts/render.ts'
import { scattered } from '../statistics/scattered.ts'
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
 * The prompt and schema that ask for a verdict. All that others wrote is fenced by `render`, so that an answer that
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
    prompt: task.prompt,
    ...(task.input !== undefined && { input: task.input }),
    ...(task.expected !== undefined && { expected: task.expected }),
    answer,
    criteria: ordered.map(criterionText).join('\n\n'),
    form: formText(schema),
  })
  return { prompt, schema }
}

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

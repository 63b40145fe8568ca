import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { StructuredOutput } from '../contract/models.ts'
import type { Completion } from './model-client.ts'

/** What is wanted of the model. A schema that providers enforce: all required, nothing else, an enum. */
export const Wanted = Type.Object(
  { colour: Type.String({ enum: ['red', 'yellow', 'blue'] }), letters: Type.Integer() },
  { additionalProperties: false },
)
/** Says nothing of JSON: where only the schema can be the reason, a fitting answer shows that the schema is kept to. */
export const prompt = 'Name a primary colour of paint, and say how many letters its name has.'
/** A model that thinks aloud needs them; one that does not takes 20. */
export const mostTokens = 2_048
/** Without what a reasoning model has put before its answer where the server lets that through. */
const withoutThinking = (text: string) => text.replace(/^\s*<think>[\s\S]*?<\/think>/iu, '')

/** Whether an answer shows that the server held the model to the form. */
export const fits: Readonly<Record<StructuredOutput, (answer: Completion) => boolean>> = {
  schema: ({ text }) => Value.Check(Wanted, parsed(withoutThinking(text))),
  // A JSON mode promises JSON, not the schema.
  json: ({ text }) => Value.Check(Type.Object({}), parsed(withoutThinking(text))),
  none: () => true,
}

/** Whether the wanted JSON is somewhere in the answer, as whoever reads a judge's reply looks for it. */
export function mentions({ text }: Completion): boolean {
  const reply = withoutThinking(text)
  return Value.Check(Wanted, parsed(reply.slice(reply.indexOf('{'), reply.lastIndexOf('}') + 1)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

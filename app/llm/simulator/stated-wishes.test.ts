import { describe, expect, test } from 'vitest'
import { findingBySchema } from '../../refinement/evaluators/author-checks/json-schema.ts'
import { createSimulatorClient } from '../simulator-client.ts'

const ask = async (prompt: string) => {
  const request = { model: 'rules-v1', prompt, temperature: 0, maxOutputTokens: 4_096, callId: 'c' }
  return (await createSimulatorClient().complete(request, new AbortController().signal)).text
}
/** States enough that no mistake is made. */
const clear = (wish: string) =>
  `## Role\nYou are a writer.\n\n## Request\nWrite about the new kettle and its lid.\n\n## Constraints\nOnly facts.\n\n## Length\nAs short as it can be.\n\n## Output format\nParagraphs.\n\n## Checklist\n- ${wish}`

describe('The simulator', () => {
  test.each(['“Terms apply.”', '"Terms apply."'])('ends with a text that the prompt wants: %s', async (text) => {
    expect(await ask(clear(`The answer contains the text ${text}.`))).toMatch(/Terms apply\.$/)
    expect(await ask(clear('The answer is short.'))).not.toContain('Terms apply')
  })

  test('keeps to a stated length with such a text in it', async () => {
    const answer = await ask(
      clear('The answer contains the text “Terms apply to all of it.”.\n- The answer has at most 12 words.'),
    )
    expect(answer).toContain('Terms apply to all of it.')
    expect(answer.split(/\s+/).length).toBeLessThanOrEqual(12)
  })

  test('leaves JSON whole where a text is wanted, too', async () => {
    const answer = await ask(clear('The answer is valid JSON.\n- The answer contains the text “Terms apply.”.'))
    expect(() => JSON.parse(answer)).not.toThrow()
  })

  test('answers what a JSON Schema in the prompt allows', async () => {
    const wanted = {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'mood', 'count', 'tags', 'sold', 'kind', 'none'],
      properties: {
        name: { type: 'string' },
        mood: { enum: ['good', 'bad'] },
        count: { type: 'integer', minimum: 3, maximum: 9 },
        tags: { type: 'array', minItems: 2, items: { type: 'number', maximum: 0 } },
        sold: { type: 'boolean' },
        kind: { const: 7 },
        none: { type: 'null' },
      },
    }
    const answer = await ask(
      clear(`The answer is nothing but valid JSON that fits this JSON Schema: ${JSON.stringify(wanted)}`),
    )
    expect(findingBySchema(wanted, JSON.parse(answer))).toMatchObject({ passed: true })
    const list = { type: 'array', items: { type: 'string' } }
    expect(JSON.parse(await ask(clear(`JSON that fits this JSON Schema: ${JSON.stringify(list)}`)))).toEqual([
      expect.any(String),
    ])
  })

  test('takes other JSON for an example, as before', async () => {
    const answer = await ask(clear('The answer is JSON like this: {"type": "kettle", "properties": 3}'))
    expect(Object.keys(JSON.parse(answer))).toEqual(['type', 'properties'])
  })
})

import type { TestInput } from '../../contract/run-input.ts'
import { fenced } from '../text/fence.ts'
import { listInReply } from '../text/list-in-reply.ts'
import { defaultMetaPrompts } from './defaults.ts'
import { render } from './render.ts'

const form = 'One JSON object and nothing else, in this form: {"inputs": ["the first input", "the second input"]}'

interface GeneratorSituation {
  readonly prompt: string
  /** The inputs that there are already. */
  readonly examples: readonly string[]
  /** How many more are wanted. */
  readonly count: number
  readonly metaPrompts?: readonly { readonly role: string; readonly text: string }[] | undefined
}

/** What a model is sent that writes test inputs for a prompt. */
export function askForInputs({ prompt, examples, count, metaPrompts }: GeneratorSituation): string {
  const template = metaPrompts?.find(({ role }) => role === 'generator')?.text ?? defaultMetaPrompts.generator
  return render(template, {
    prompt,
    examples: examples.map((example) => fenced(example)).join('\n'),
    count: String(count),
    form,
  })
}

const longestInput = 20_000

/** The test inputs of a reply, marked as generated: at most `count`, none twice and none of `examples`. Never throws. */
export function readInputs(
  reply: string,
  { examples, count }: Pick<GeneratorSituation, 'examples' | 'count'>,
): { readonly inputs: readonly TestInput[] } | { readonly problem: string } {
  const listed = listInReply(reply, 'inputs')
  if (listed === null) return { problem: 'Expected JSON with a list "inputs", found none' }
  const known = new Set(examples.map(withoutSpacing))
  const inputs: TestInput[] = []
  for (const value of listed) {
    const text = textIn(value)
    if (text === '' || text.length > longestInput || known.has(withoutSpacing(text)) || inputs.length === count)
      continue
    known.add(withoutSpacing(text))
    inputs.push({ text, generated: true })
  }
  return inputs.length === 0 ? { problem: 'Expected new test inputs, found none' } : { inputs }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** An input by itself, or under the name that models like to give it. */
const textIn = (value: unknown): string => {
  const text = isRecord(value) ? (value['text'] ?? value['input']) : value
  return typeof text === 'string' ? text.toWellFormed().replaceAll('\u0000', '').trim() : ''
}

const withoutSpacing = (text: string) => text.replace(/\s+/gu, ' ').trim()

import { expect } from 'vitest'
import type { ProbedServer } from '../contract/models.ts'
import type { StubProviderOptions } from './stub-provider.ts'
import type { StubAnswer, StubRequest } from './stub-provider-script.ts'

export const providerText = 'text of the provider'
export const fitting = '{"colour":"yellow","letters":6}'
const prose = `Yellow, which has six letters (${providerText}).`
export const refusal = (status: number, body: unknown) => ({ status, body })

/** What a request asks for, as its `response_format` says; `words`: the schema is in the prompt. */
export function formOf({ body, prompt }: StubRequest): 'json_schema' | 'json_object' | 'words' | 'plain' {
  const type = /"response_format":\{"type":"(json_schema|json_object)"/.exec(JSON.stringify(body))?.[1]
  return type === 'json_schema' || type === 'json_object' ? type : prompt.includes('JSON Schema') ? 'words' : 'plain'
}
export const hasTemperature = ({ body }: StubRequest) => JSON.stringify(body).includes('"temperature"')

/** A server that imitates OpenAI, in the respects that a probe looks at. */
interface Server {
  readonly name: string
  readonly probe: (request: StubRequest) => StubAnswer
  readonly list?: StubProviderOptions['list']
  readonly finds: Partial<ProbedServer>
  /** How a judge is asked then. */
  readonly asks: ReturnType<typeof formOf>
}

export const servers: readonly Server[] = [
  {
    name: 'Ollama or vLLM, which hold a model to a schema',
    probe: (sent) => (formOf(sent) === 'json_schema' ? fitting : prose),
    finds: { structuredOutput: 'schema', temperature: true, lists: true, problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'Ollama before structured outputs, which takes a schema for nothing but has a JSON mode',
    probe: (sent) => (formOf(sent) === 'json_object' ? '{"colour":"green"}' : prose),
    finds: { structuredOutput: 'json', problems: [] },
    asks: 'json_object',
  },
  {
    name: 'LM Studio, which takes a schema and refuses the JSON mode',
    probe: (sent) =>
      formOf(sent) === 'json_object'
        ? refusal(400, { error: `'response_format.type' must be 'json_schema' or 'text' ${providerText}` })
        : fitting,
    finds: { structuredOutput: 'schema', problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'LM Studio with a model that it cannot hold to a schema',
    probe: (sent) =>
      formOf(sent) === 'json_schema'
        ? prose
        : formOf(sent) === 'json_object'
          ? refusal(400, { error: `'response_format.type' must be 'json_schema' or 'text' ${providerText}` })
          : `Of course! ${fitting}`,
    finds: { structuredOutput: 'none', problems: [] },
    asks: 'words',
  },
  {
    name: 'llama.cpp, which takes each model name and each form, and answers as it likes',
    probe: (sent) => (formOf(sent) === 'words' ? `\`\`\`json\n${fitting}\n\`\`\`` : prose),
    list: () => ['models/qwen3-8b-q4.gguf'],
    finds: { structuredOutput: 'none', lists: true, problems: [] },
    asks: 'words',
  },
  {
    name: 'a reasoning model whose thinking is let through',
    probe: () => `<think>${prose}</think>\n${fitting}`,
    finds: { structuredOutput: 'schema', problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'one that refuses each response_format',
    probe: (sent) => (/json_/.test(formOf(sent)) ? refusal(400, { error: { message: providerText } }) : fitting),
    finds: { structuredOutput: 'none', temperature: true, problems: [] },
    asks: 'words',
  },
  {
    name: 'one that refuses a temperature',
    probe: (sent) =>
      hasTemperature(sent)
        ? refusal(400, { error: { message: `Unsupported value: 'temperature' ${providerText}` } })
        : fitting,
    finds: { structuredOutput: 'schema', temperature: false, problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'one without a list',
    probe: () => fitting,
    list: () => refusal(404, { error: { message: providerText } }),
    finds: {
      lists: false,
      structuredOutput: 'schema',
      problems: [{ asked: 'list', code: 'MODEL_REQUEST_REFUSED', message: expect.stringContaining('OPENAI_BASE_URL') }],
    },
    asks: 'json_schema',
  },
  {
    name: 'one that answers prose, whatever it is told',
    probe: () => prose,
    finds: {
      structuredOutput: 'none',
      problems: [
        { asked: 'answer', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringMatching(/another model as judge$/) },
      ],
    },
    asks: 'words',
  },
  {
    name: 'a model that thinks for longer than a small answer is worth',
    probe: () => ({ text: '', finish: 'length' }),
    finds: {
      structuredOutput: null,
      temperature: true,
      problems: [{ asked: 'answer', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringContaining('thinking off') }],
    },
    asks: 'json_schema',
  },
  {
    name: 'a web page at the address',
    probe: () => ({ malformed: true, body: `<!doctype html><title>${providerText}</title>` }),
    list: () => ({ malformed: true, body: `<!doctype html><title>${providerText}</title>` }),
    finds: {
      lists: false,
      structuredOutput: null,
      temperature: null,
      problems: [
        { asked: 'list', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringContaining('OPENAI_BASE_URL') },
        { asked: 'answer', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringContaining('OPENAI_BASE_URL') },
      ],
    },
    asks: 'json_schema',
  },
  {
    name: 'a key that is refused',
    probe: () => refusal(401, { error: { message: providerText } }),
    list: () => refusal(401, { error: { message: providerText } }),
    finds: {
      structuredOutput: null,
      problems: [
        { asked: 'list', code: 'MODEL_AUTHENTICATION_FAILED', message: expect.stringContaining('OPENAI_API_KEY') },
        { asked: 'answer', code: 'MODEL_AUTHENTICATION_FAILED', message: expect.stringContaining('OPENAI_API_KEY') },
      ],
    },
    asks: 'json_schema',
  },
  {
    name: 'Ollama with other models than the default',
    probe: () => refusal(404, { error: { message: `model "stub-model" not found, ${providerText}` } }),
    list: () => ['qwen3:8b', 'llama3.2'],
    finds: {
      lists: true,
      structuredOutput: null,
      problems: [
        {
          asked: 'answer',
          code: 'MODEL_UNKNOWN',
          message: expect.stringContaining('set OPENAI_MODEL to one of the 2 that it lists, for example llama3.2'),
        },
      ],
    },
    asks: 'json_schema',
  },
  {
    name: 'Ollama without a model',
    probe: () => refusal(404, { error: { message: providerText } }),
    list: () => refusal(200, { object: 'list', data: null }),
    finds: {
      lists: true,
      problems: [{ asked: 'answer', code: 'MODEL_UNKNOWN', message: expect.stringContaining('load one there first') }],
    },
    asks: 'json_schema',
  },
]

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { FinishReason, TokenUsage } from '../../contract/refinement-events.ts'
import { keyOf, type RecordedCall } from './recorded-call.ts'

const Line = Type.Object({
  key: Type.String(),
  request: Type.Object({
    model: Type.String({ pattern: '^[^:]+:.' }),
    prompt: Type.String(),
    temperature: Type.Number(),
    maxOutputTokens: Type.Integer({ minimum: 1 }),
    sample: Type.Integer({ minimum: 0 }),
  }),
  answer: Type.Object({ text: Type.String(), finishReason: FinishReason, usage: TokenUsage }),
})
const validator = Compile(Line)

export const lineOf = (call: RecordedCall): string => `${JSON.stringify(call)}\n`

export interface CassetteText {
  /** By key, in the order of the file. */
  readonly calls: ReadonlyMap<string, RecordedCall>
  /** Characters up to and with the last whole line; what follows was being written at a crash, and nobody had it yet. */
  readonly whole: string
}

/**
 * Reads JSON Lines. Of two answers to one request the first counts.
 * @throws Error naming the first line that is none of ours
 */
export function readLines(path: string, text: string): CassetteText {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const calls = new Map<string, RecordedCall>()
  for (const [index, line] of whole.split('\n').entries()) {
    if (line === '') continue
    const call = parsed(line)
    if (call === null)
      throw new Error(`MPLA_CASSETTE: expected a recorded call on line ${index + 1} of ${path}, found something else`)
    if (call.key !== keyOf(call.request))
      throw new Error(
        `MPLA_CASSETTE: the request on line ${index + 1} of ${path} was changed after it was recorded; take the line out, or record it again`,
      )
    if (!calls.has(call.key)) calls.set(call.key, call)
  }
  return { calls, whole }
}

function parsed(line: string): RecordedCall | null {
  try {
    const value: unknown = JSON.parse(line)
    return validator.Check(value) ? (value as RecordedCall) : null // a request may have more fields than are checked
  } catch {
    return null
  }
}

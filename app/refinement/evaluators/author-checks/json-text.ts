import { type Finding, failed, quote } from '../check.ts'
import { splitFences } from './fences.ts'

export type Where = 'whole' | 'bare' | 'block'

/** Deeper values are refused: what walks them recursively would overflow the stack. */
export const deepest = 100

/** How deep arrays and objects are nested; counted without recursion, up to `limit`. */
export function depthOf(value: unknown, limit: number): number {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= limit; depth++) {
    const next = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
    if (!level.some((each) => typeof each === 'object' && each !== null)) return depth
    level = next
  }
  return limit + 1
}

/** The JSON value of an answer, or the finding that it has none. */
export function jsonOf(text: string, where: Where): { readonly value: unknown } | { readonly finding: Finding } {
  const { fences, outside } = splitFences(text)
  const isOneFence = fences.length === 1 && outside.every((line) => line.trim() === '')
  const [block] = fences
  if (where === 'block' && block === undefined)
    return { finding: failed('Expected JSON in a fenced block, found no block') }
  const source = block !== undefined && (where === 'block' || (where === 'whole' && isOneFence)) ? block.content : text
  const parsed = parse(source)
  if ('value' in parsed) return parsed
  if ('tooDeep' in parsed) return { finding: failed(`Expected JSON at most ${deepest} levels deep, found it deeper`) }
  const isInside = fences.some(({ content }) => 'value' in parse(content)) || hasJsonInside(text)
  if (isInside && where !== 'block')
    return { finding: failed(`Expected JSON alone, found it with something around it: ${quote(text)}`, 0.5) }
  return { finding: failed(`Expected valid JSON, found ${quote(source)} (${parsed.problem})`) }
}

type Parsed = { readonly value: unknown } | { readonly tooDeep: true } | { readonly problem: string }

function parse(source: string): Parsed {
  try {
    const value: unknown = JSON.parse(source)
    return depthOf(value, deepest) > deepest ? { tooDeep: true } : { value }
  } catch (error) {
    return { problem: problemOf(source, error) }
  }
}

/** Where the parser stopped. V8's own message repeats the text, and differs from version to version. */
function problemOf(source: string, error: unknown): string {
  if (source.trim() === '') return 'it is empty'
  const position = error instanceof Error ? /position (\d+)/u.exec(error.message)?.[1] : undefined
  return position === undefined ? 'it ends too early or is not JSON' : `at character ${Number(position) + 1}`
}

function hasJsonInside(text: string): boolean {
  const start = text.search(/[[{]/u)
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'))
  return start >= 0 && end > start && 'value' in parse(text.slice(start, end + 1))
}

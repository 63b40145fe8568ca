import { dealt } from './dealt.ts'
import { isSchema, valueBySchema } from './schema-value.ts'
import { joined } from './sentences.ts'
import type { StatedFormat } from './stated-format.ts'

const numeric = /(year|age|count|score|price|number|rating|quantity|amount|total|minutes|percent)$/i
const boolean = /^(is|has|can|should)[A-Z_]/
const plural = /^(tags|keywords|items|points|steps|examples|ideas|topics|reasons|list)$/i

/** Valid JSON in the shape that the prompt gives: its schema, its example, its keys, its number of elements. */
export function jsonAnswer({ example, names, items }: StatedFormat, terms: readonly string[]): string {
  const text = textSource(terms)
  const value =
    example !== undefined
      ? isSchema(example)
        ? valueBySchema(example, text)
        : like(example, text, items)
      : items !== undefined
        ? Array.from({ length: items }, () => (names.length > 0 ? record(names, text) : text()))
        : names.length > 0
          ? record(names, text)
          : { answer: text(), points: dealt(terms, 3).map(() => text()) }
  return JSON.stringify(value, null, 2)
}

type TextSource = () => string

/** Each call takes up the next terms; the first text says that it is simulated. */
function textSource(terms: readonly string[]): TextSource {
  const portions = dealt(terms, Math.max(1, Math.ceil(terms.length / 3)))
  let next = 0
  return () => {
    const own = portions[next % portions.length] ?? []
    const text = next === 0 ? `Simulated text on ${joined(own)}` : `Text ${next + 1} on ${joined(own)}`
    next++
    return text
  }
}

const record = (names: readonly string[], text: TextSource) =>
  Object.fromEntries(names.map((name) => [name, valueFor(name, text)]))

function valueFor(name: string, text: TextSource): unknown {
  if (numeric.test(name)) return name.length
  if (boolean.test(name)) return true
  return plural.test(name) ? [text(), text()] : text()
}

/** A value of the same shape; an array gets as many elements as are asked for, or as the example has. */
function like(example: unknown, text: TextSource, items?: number): unknown {
  if (typeof example === 'string') return text()
  if (Array.isArray(example))
    return Array.from({ length: items ?? Math.max(1, example.length) }, (_, at) =>
      like(example[at % Math.max(1, example.length)] ?? '', text),
    )
  if (example !== null && typeof example === 'object')
    return Object.fromEntries(Object.entries(example).map(([key, value]) => [key, like(value, text)]))
  return example
}

import type { TaskKind } from '../language/lexicon.ts'

/** Kinds of work that are done on a text which the prompt brings along. */
const worksOnMaterial: ReadonlySet<TaskKind> = new Set([
  'translate',
  'summarise',
  'edit',
  'extract',
  'classify',
  'analyse',
])

const fenced = /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[^\n]*$|(?![\s\S]))/gmu
const tripleQuoted = /("{3}|'{3})[\s\S]*?(?:\1|(?![\s\S]))/gu
const quotedLine = /^[ \t]*>.*$/gmu

/** The prompt without the text that its author set apart: fenced code, triple quotes, XML-like blocks, quoted lines. */
export const withoutDelimited = (prompt: string): string =>
  withoutBlocks(prompt.replace(fenced, ' ').replace(tripleQuoted, ' ')).replace(quotedLine, ' ')

/** Leaves out `<name>…</name>`. Searches each closing tag once, so that many unclosed ones cost no more than few. */
function withoutBlocks(text: string): string {
  const unclosed = new Set<string>()
  let kept = ''
  let from = 0
  for (const { 0: opening, 1: name = '', index } of text.matchAll(/<([a-z][\w-]*)>/giu)) {
    if (index < from || unclosed.has(name)) continue
    const closing = `</${name}>`
    const end = text.indexOf(closing, index + opening.length)
    if (end < 0) {
      unclosed.add(name)
      continue
    }
    kept += `${text.slice(from, index)} `
    from = end + closing.length
  }
  return kept + text.slice(from)
}

/**
 * The part of the prompt that says what to do. For work on a text, what follows the first colon and is not short is taken
 * for that text, so that numbers and words in it are not read as wishes about the answer.
 */
export function instructionsOf(prompt: string, kind: TaskKind): string {
  const text = withoutDelimited(prompt)
  if (!worksOnMaterial.has(kind)) return text
  const colon = /:[ \t]*\n|:[ \t]+(?=[\s\S]{40})/u.exec(text)
  return colon === null ? text : text.slice(0, colon.index)
}

/** Whether the prompt brings along a text to work on. Instructions added after such a text could be taken for part of it. */
export const bringsMaterial = (prompt: string, kind: TaskKind): boolean =>
  instructionsOf(prompt, kind) !== prompt || (worksOnMaterial.has(kind) && /:\s/u.test(prompt))

/** Whether the work is done on a given text, so that the answer may well repeat words of the prompt. */
export const isWorkOnText = (kind: TaskKind): boolean => worksOnMaterial.has(kind)

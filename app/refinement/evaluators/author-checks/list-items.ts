import { splitFences } from './fences.ts'

interface ListItem {
  readonly marker: string
  /** Columns before the marker; a tab is four. */
  readonly indent: number
}

const bullet = /^([ \t]*)([-*+•‣–])[ \t]+\S/u
const number = /^([ \t]*)(\d{1,3}[.)])[ \t]+\S/u
/** `* * *` and `- - -` are rules across the page. */
const rule = /^[ \t]*([-*])[ \t]*(?:\1[ \t]*){2,}$/u

const itemsOf = (text: string, pattern: RegExp): readonly ListItem[] =>
  splitFences(text).outside.flatMap((line) => {
    const [, space, marker] = rule.test(line) ? [] : (pattern.exec(line) ?? [])
    return space === undefined || marker === undefined
      ? []
      : [{ marker, indent: space.replaceAll('\t', '    ').length }]
  })

const outermost = (items: readonly ListItem[]): readonly ListItem[] => {
  const least = items.reduce((smallest, { indent }) => Math.min(smallest, indent), Number.POSITIVE_INFINITY)
  return items.filter(({ indent }) => indent === least)
}

/** Bullet points of the outermost level that has any, code blocks left out. */
export const bullets = (text: string): readonly ListItem[] => outermost(itemsOf(text, bullet))
/** Numbered items of the outermost level that has any, code blocks left out. */
export const numberedItems = (text: string): readonly ListItem[] => outermost(itemsOf(text, number))

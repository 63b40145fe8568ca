import { isListItem, withoutListMarker } from './lists.ts'

/** Dots that end no sentence: common abbreviations of the supported languages, and initials. */
const abbreviation =
  /(?:^|[\s("'„“«])(?:e\.g|i\.e|etc|vs|dr|mr|mrs|ms|st|no|nr|approx|ca|bzw|z\. ?b|d\. ?h|u\. ?a|p\. ?ex|mme|sr|sra|\p{Lu})\.$/iu

const end = /[.!?…]+["'”’»)\]*_]*|[。！？]+/gu

/** The sentences of a text; every line break ends one, headings included, table rows and code fences left out. */
export function sentences(text: string): string[] {
  return text
    .replace(/^```[\s\S]*?^```/gmu, '')
    .split(/\n+/)
    .filter((line) => !line.trimStart().startsWith('|'))
    .flatMap((line) => sentencesOfLine(isListItem(line) ? withoutListMarker(line) : line))
}

/** The paragraphs of a text: blocks between blank lines. */
export const paragraphs = (text: string): string[] =>
  text.split(/\n\s*\n/).filter((block) => /[\p{L}\p{N}]/u.test(block))

function sentencesOfLine(line: string): string[] {
  const found: string[] = []
  let start = 0
  for (const match of line.matchAll(end)) {
    const stop = match.index + match[0].length
    if (/[.!?…]/.test(match[0]) && /\S/.test(line.charAt(stop))) continue
    if (match[0] === '.' && abbreviation.test(line.slice(start, stop))) continue
    found.push(line.slice(start, stop))
    start = stop
  }
  found.push(line.slice(start))
  return found.map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

import { type Room, roomOf, wordCount } from './answer-length.ts'
import type { Flaws } from './flaws.ts'
import { jsonAnswer } from './json-answer.ts'
import { list } from './lists.ts'
import type { PromptReading } from './prompt-reading.ts'
import { prose } from './prose.ts'
import { sections } from './sections.ts'
import { chatter, fillers, type SentenceWriter } from './sentences.ts'
import { codeBlock, email, oneWord, yesOrNo } from './short-forms.ts'
import type { StatedFormat } from './stated-format.ts'
import { statedTexts } from './stated-texts.ts'
import { csv, table } from './tables.ts'

const usualItems = 5
/** How far an answer grows that does not keep to a stated length. */
const overlongFactor = 1.6
/** Sentences of rambling. */
const fillerSentences = 12

/** The whole answer with its flaws. */
export function compose(prompt: string, reading: PromptReading, flaws: Flaws, write: SentenceWriter): string {
  const texts = takesTexts.has(reading.format.kind) ? statedTexts(prompt) : []
  const room = beside(texts, roomOf(reading.limits, flaws.overlong ? overlongFactor : 1))
  const terms = reading.terms.filter((term) => !flaws.omitted.has(term))
  const answer = flaws.formless
    ? prose(terms, room, {}, write)
    : inForm(prompt, reading, terms, room, flaws.miscount, write)
  return [
    ...(flaws.chatter ? [chatter] : []),
    // Who chats around JSON puts it into a fence.
    flaws.chatter && reading.format.kind === 'json' && !flaws.formless ? `\`\`\`json\n${answer}\n\`\`\`` : answer,
    ...texts,
    ...(flaws.rambling ? [fillers(fillerSentences)] : []),
  ].join('\n\n')
}

/** Forms in which a sentence more is no fault. */
const takesTexts: ReadonlySet<StatedFormat['kind']> = new Set(['prose', 'bullets', 'numbered', 'sections', 'email'])

/** What is left of the room for the rest. */
function beside(texts: readonly string[], { fewestWords, mostWords, mostCharacters }: Room): Room {
  const all = texts.join('\n\n')
  if (all === '') return { fewestWords, mostWords, mostCharacters }
  return {
    fewestWords: Math.max(0, fewestWords - wordCount(all)),
    mostWords: Math.max(1, mostWords - wordCount(all)),
    mostCharacters: Math.max(1, mostCharacters - all.length - 2),
  }
}

function inForm(
  prompt: string,
  { format, limits }: PromptReading,
  terms: readonly string[],
  room: Room,
  miscount: number,
  write: SentenceWriter,
): string {
  const items = format.items === undefined ? undefined : Math.max(1, format.items + miscount)
  switch (format.kind) {
    case 'json':
      return jsonAnswer({ ...format, items }, terms)
    case 'csv':
      return csv(format, items, terms)
    case 'table':
      return table(format, items, terms)
    case 'yes-no':
      return yesOrNo(terms)
    case 'one-word':
      return oneWord
    case 'code':
      return codeBlock(prompt, terms, write)
    case 'email':
      return email(terms, prose(terms, room, limits, write))
    case 'numbered':
    case 'bullets':
      return list(format.kind, items ?? usualItems, terms, room, write)
    case 'sections':
      return sections(format.names, terms, room, write)
    case 'prose':
      return prose(terms, room, limits, write)
  }
}

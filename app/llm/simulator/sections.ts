import type { Room } from './answer-length.ts'
import { dealt } from './dealt.ts'
import { prose } from './prose.ts'
import type { SentenceWriter } from './sentences.ts'

/** Words that a heading may take. */
const headingWords = 4

/** One Markdown heading with a short text for each name. */
export function sections(
  names: readonly string[],
  terms: readonly string[],
  room: Room,
  write: SentenceWriter,
): string {
  const titles =
    names.length > 0 ? names : dealt(terms, Math.min(3, Math.max(1, terms.length))).map((own) => own[0] ?? 'Answer')
  const share: Room = {
    fewestWords: Math.ceil(room.fewestWords / titles.length),
    mostWords: Math.max(1, Math.min(room.mostWords, 240) / titles.length - headingWords),
    mostCharacters: Math.max(1, room.mostCharacters / titles.length - 40),
  }
  return dealt(terms, titles.length)
    .map((own, at) => `## ${titles[at]}\n\n${prose(own, share, {}, (about, nth) => write(about, at * 50 + nth))}`)
    .join('\n\n')
}

import { fitting, type Room, wordCount } from './answer-length.ts'
import { dealt } from './dealt.ts'
import { joined, type SentenceWriter } from './sentences.ts'

const mark = { numbered: (nth: number) => `${nth + 1}. `, bullets: () => '- ' } as const

/** So many items, numbered or with bullets; they shrink to their terms where whole sentences would not fit. */
export function list(
  kind: keyof typeof mark,
  count: number,
  terms: readonly string[],
  room: Room,
  write: SentenceWriter,
): string {
  const items = (text: (own: readonly string[], nth: number) => string) =>
    dealt(terms, count)
      .map((own, nth) => `${mark[kind](nth)}${text(own, nth)}`)
      .join('\n')
  const ofSentences = (each: number) =>
    items((own, nth) => Array.from({ length: each }, (_, at) => write(own, nth + at * count)).join(' '))
  let each = 1
  while (each < 40 && wordCount(ofSentences(each)) < room.fewestWords) each++
  const short = (own: readonly string[], nth: number) => (nth === 0 ? `Simulated: ${joined(own)}` : joined(own))
  return fitting(
    [
      ...Array.from({ length: each }, (_, fewer) => ofSentences(each - fewer)),
      items(short),
      items((own, nth) => short(own.slice(0, 1), nth)),
    ],
    room,
  )
}

import { fitting, type Room, wordCount } from './answer-length.ts'
import { dealt } from './dealt.ts'
import type { SentenceWriter } from './sentences.ts'
import type { Limit, StatedLimits } from './stated-limits.ts'

/** Words of a paragraph, and of an answer whose length is left open. */
const paragraphWords = 90
const openWords = 140
/** Of the sentences in `sentences.ts` with one or two terms. */
const wordsPerSentence = 10
const mostSentences = 400

/** Paragraphs about the terms, within the room and the stated numbers of sentences and paragraphs. */
export function prose(terms: readonly string[], room: Room, stated: StatedLimits, write: SentenceWriter): string {
  const ofLength = (count: number) => {
    const sentences = dealt(terms, count).map((own, nth) => write(own, nth))
    return inParagraphs(sentences, stated.paragraphs)
  }
  const fewest = Math.min(mostSentences, Math.max(1, stated.sentences?.min ?? 1, stated.paragraphs?.min ?? 1))
  const most = Math.max(fewest, Math.min(stated.sentences?.max ?? mostSentences, mostSentences))
  const wantedWords = Math.min(Math.max(openWords, room.fewestWords * 1.1), room.mostWords)
  let count = Math.min(most, Math.max(fewest, Math.ceil(wantedWords / wordsPerSentence)))
  while (count < most && wordCount(ofLength(count)) < room.fewestWords) count++
  return fitting(shorterAndShorter(count, fewest, ofLength), room)
}

function* shorterAndShorter(from: number, to: number, ofLength: (count: number) => string): Generator<string> {
  for (let count = from; count >= to; count--) yield ofLength(count)
}

function inParagraphs(sentences: readonly string[], stated: Limit | undefined): string {
  const usual = Math.ceil(wordCount(sentences.join(' ')) / paragraphWords)
  const wanted = Math.min(Math.max(usual, stated?.min ?? 1), stated?.max ?? usual, sentences.length)
  return dealt(sentences, Math.max(1, wanted))
    .map((paragraph) => paragraph.join(' '))
    .join('\n\n')
}

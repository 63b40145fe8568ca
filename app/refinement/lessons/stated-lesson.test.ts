import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copiedRun } from '../enhancers/by-model/copied-run.ts'
import { anyText } from '../test-support/any-text.ts'
import { foldedWords } from '../text/words.ts'
import { longestLesson, statedLesson } from './stated-lesson.ts'

const nobody = { authors: [], answers: [] }
const texts = {
  authors: [
    'Answer the complaint of {{customer}} about our Zephyr kettles.',
    'My kettle leaks. Ask Dolores Vane or Smith, who is red-brown.',
  ],
  answers: ['We are sorry that your kettle leaks; we will send you a new one.'],
}

test.each([
  ['Say what to do when a fact is missing, because answer 2 invented a date', 'Say what to do when a fact is missing.'],
  ['say first what the reader should do.', 'Say first what the reader should do.'],
  ['Rank the rules that can conflict (answers followed both)', 'Rank the rules that can conflict.'],
  ['Put long material at the end — the answer had ignored it', 'Put long material at the end.'],
  ['Ask for   the decision\tbefore its reasons; it was lost', 'Ask for the decision before its reasons.'],
  ['Name the form of the answer since “kettle” came twice', 'Name the form of the answer.'],
])('makes of %j a lesson for other tasks', (reason, lesson) => {
  expect(statedLesson(reason, texts)).toBe(lesson)
})

test.each([
  ['a word of the author', 'Tell the model which kettle the answer is about'],
  ['another form of it', 'Say that complaints want an answer at once'],
  ['a part of a name', 'Say that smith-like work is to be shown'],
  ['a word that the author joined', 'Say that brown is better than other ones'],
  ['a name', 'Say that Dolores is to be asked first'],
  ['a quotation', 'Begin the answer with “Dear customer” always'],
  ['a number', 'Keep the whole answer below 80 words'],
  ['a variable', 'Put {{customer}} at the end of the prompt'],
  ['an address', 'Say that questions go to help@example.com then'],
  ['words of an answer', 'Say that we will send you a new one'],
  ['hardly anything', 'Be clear'],
  ['nothing', ' \n '],
  ['too much', `Say ${'what the reader should do and '.repeat(10)}stop`],
])('refuses what holds %s', (_, reason) => {
  expect(statedLesson(reason, texts)).toBeNull()
})

test('refuses by what the author wrote, not by the words alone', () => {
  expect(statedLesson('Tell the model which kettle the answer is about', nobody)).not.toBeNull()
  expect(statedLesson('Say that we will send you a new one', nobody)).not.toBeNull()
})

test('never holds a secret of the author, nor five words in a row of anything in the run', () => {
  const secrets = ['zephyr', 'dolores', 'vane', 'quartz', 'Übermaß', 'naïveté', 'O’Hara']
  const ours = ['say', 'what', 'the', 'answer', 'must', 'contain', 'when', 'a', 'fact', 'is', 'missing', 'and', 'form']
  const word = fc.constantFrom(...secrets, ...ours)
  const sentence = fc.array(word, { minLength: 5, maxLength: 14 }).map((parts) => parts.join(' '))
  const gives = (reason: string, author: string, answer: string) => {
    const found = statedLesson(reason, { authors: [author], answers: [answer] })
    if (found === null) return
    expect(found.length).toBeLessThanOrEqual(longestLesson)
    expect(copiedRun(found, [author, answer], [])).toBeNull()
    const given = new Set(foldedWords(author))
    for (const secret of secrets.flatMap(foldedWords))
      if (given.has(secret)) expect(foldedWords(found)).not.toContain(secret)
  }
  fc.assert(fc.property(fc.oneof(sentence, anyText(60)), fc.oneof(sentence, anyText(60)), sentence, gives), {
    numRuns: 500,
  })
  // What the property is about does come up, and what may pass does.
  expect(statedLesson('say what the answer must contain about Zephyr', { authors: ['zephyr'], answers: [] })).toBeNull()
  expect(statedLesson('say what the answer must contain', { authors: ['zephyr'], answers: [] })).not.toBeNull()
})

import { Type } from 'typebox'
import { range, stated } from './stated.ts'

/** How much of something an answer has. */
export const countChecks = [
  stated(
    'word-count',
    'Words of the answer. A word with hyphens or apostrophes is one; Chinese, Japanese and Thai count by character',
    range,
    { min: 80, max: 120 },
  ),
  stated('unique-word-count', 'Different words of the answer, whatever their case and accents', range, { min: 50 }),
  stated('sentence-count', 'Sentences of the answer; a heading or a list item is one at least', range, { exactly: 3 }),
  stated(
    'sentence-length',
    'Words of each sentence: every sentence has to be in the range',
    { min: range.min, max: range.max },
    { max: 25 },
  ),
  stated('paragraph-count', 'Paragraphs: blocks of text between blank lines', range, { exactly: 2 }),
  stated('line-count', 'Lines that are not blank', range, { max: 10 }),
  stated('character-count', 'Characters without white space at both ends; an emoji is one', range, { max: 280 }),
  stated(
    'letter-count',
    'How often one letter occurs, whatever its case',
    { letter: Type.String({ pattern: '^\\p{L}$', description: 'One letter' }), ...range },
    { letter: 'q', max: 2 },
  ),
  stated('number-count', 'Numbers written in digits; 1,234.5 is one', range, { min: 3 }),
  stated('capital-word-count', 'Words in capitals alone, of two letters or more', range, { max: 1 }),
  stated('question-count', 'Question marks that end a question', range, { exactly: 1 }),
  stated(
    'word-repeats',
    'How often any one word may occur, whatever its case',
    {
      max: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Most often' }),
      minLetters: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 50, default: 1, description: 'Shorter words do not count' }),
      ),
    },
    { max: 3, minLetters: 5 },
  ),
] as const

import { Type } from 'typebox'
import { Choice, ignoreCase, range, StatedText, StatedTexts, stated } from './stated.ts'

const words = {
  wholeWords: Choice('true: “art” is not found in “party”', true),
  caseSensitive: Choice('true: “us” is not “US”', false),
}

/** What an answer says. */
export const wordingChecks = [
  stated(
    'contains',
    'The answer contains this text',
    { text: StatedText('Text to find'), ...ignoreCase },
    {
      text: 'Terms apply.',
    },
  ),
  stated(
    'keywords',
    'The answer mentions all, or any, of these words and phrases',
    {
      keywords: StatedTexts('Words or phrases'),
      require: Type.Optional(Type.Enum(['all', 'any'], { default: 'all', description: 'How many of them' })),
      times: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 100, default: 1, description: 'How often each, at least' }),
      ),
      ...words,
    },
    { keywords: ['battery life', 'warranty'] },
  ),
  stated(
    'keyword-count',
    'How often a word or phrase occurs',
    { keyword: StatedText('Word or phrase'), ...range, ...words },
    { keyword: 'discount', exactly: 2 },
  ),
  stated(
    'forbidden',
    'The answer has none of these words and phrases',
    { phrases: StatedTexts('Words or phrases'), ...words },
    { phrases: ['delve', 'in conclusion'] },
  ),
  stated(
    'forbidden-characters',
    'The answer has none of these characters',
    { characters: Type.String({ minLength: 1, maxLength: 100, description: 'Each character is forbidden' }) },
    { characters: ',' },
  ),
  stated(
    'starts-with',
    'The answer starts with this text; white space before it is left out',
    { text: StatedText('Text at the start'), ...ignoreCase },
    { text: 'Dear ' },
  ),
  stated(
    'ends-with',
    'The answer ends with this text; white space after it is left out',
    { text: StatedText('Text at the end'), ...ignoreCase },
    { text: 'Is there anything else I can help with?' },
  ),
  stated(
    'paragraph-starts-with',
    'A paragraph starts with this text, at the end of a word',
    {
      paragraph: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Which one, counted from 1' }),
      text: StatedText('Text at its start'),
      ...ignoreCase,
    },
    { paragraph: 2, text: 'However' },
  ),
  stated(
    'sentence-contains',
    'A sentence has this word or phrase',
    {
      sentence: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Which one, counted from 1' }),
      keyword: StatedText('Word or phrase'),
      ...words,
    },
    { sentence: 1, keyword: 'free' },
  ),
  stated(
    'exact-match',
    'The whole answer is this text; white space at both ends is left out',
    { text: StatedText('The answer'), ...ignoreCase },
    { text: 'Yes.' },
  ),
  stated(
    'one-of',
    'The whole answer is one of these; a full stop and white space at its end are left out',
    { options: StatedTexts('Answers that pass'), ignoreCase: Choice('true: upper and lower case are the same', true) },
    { options: ['positive', 'neutral', 'negative'] },
  ),
  stated(
    'regex',
    'The answer matches a regular expression in RE2 syntax: no look-around and no back-references, so that it takes linear time',
    {
      pattern: Type.String({ minLength: 1, maxLength: 500, description: 'RE2 syntax' }),
      flags: Type.Optional(
        Type.String({
          pattern: '^(?:i?m?s?)$',
          description: 'i: upper and lower case are the same; m: ^ and $ match at lines; s: . matches line breaks',
        }),
      ),
      match: Type.Optional(
        Type.Enum(['somewhere', 'whole', 'nowhere'], {
          default: 'somewhere',
          description: 'Where it has to match; whole: the answer without white space at both ends',
        }),
      ),
    },
    { pattern: '[A-Z]{2}-\\d{4}' },
  ),
  stated(
    'postscript',
    'A postscript stands on a line of its own near the end, with text after its marker',
    {
      marker: Type.Optional(
        Type.String({ minLength: 1, maxLength: 20, default: 'P.S.', description: 'Its beginning' }),
      ),
    },
    { marker: 'P.P.S.' },
  ),
] as const

import { Type } from 'typebox'
import { Choice, stated } from './stated.ts'

const tolerance = {
  tolerance: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1_000_000_000, default: 0, description: 'How far off it may be' }),
  ),
  relative: Choice('true: the tolerance is a share of the number, so 0.01 is one per cent', false),
}

/** What is the right answer. */
export const expectedChecks = [
  stated(
    'number',
    'A number in the answer, in digits. 1,234.5 and 1.234,5 and 1’234.5 are read alike; what can be read in two ways, as 1,234, may be meant either way',
    {
      equals: Type.Number({ minimum: -1e15, maximum: 1e15, description: 'The right one' }),
      ...tolerance,
      which: Type.Optional(
        Type.Enum(['last', 'first', 'any', 'only'], {
          default: 'last',
          description: 'Which number counts; only: the answer has no other',
        }),
      ),
    },
    { equals: 42 },
  ),
  stated(
    'equals-expected',
    'The answer is the input’s expected one',
    {
      compare: Type.Optional(
        Type.Enum(['exact', 'normalised', 'numeric'], {
          default: 'normalised',
          description:
            'exact: all but white space at both ends; normalised: whatever case, punctuation, English articles and white space, as in SQuAD; numeric: the last number of each',
        }),
      ),
      ...tolerance,
    },
    {},
  ),
  stated(
    'contains-expected',
    'The answer contains the input’s expected one',
    {
      compare: Type.Optional(
        Type.Enum(['exact', 'normalised', 'numeric'], {
          default: 'normalised',
          description: 'As for equals-expected; numeric: one number of the answer is enough',
        }),
      ),
      ...tolerance,
    },
    {},
  ),
  stated(
    'similar-to-expected',
    'The answer is like the input’s expected one',
    {
      measure: Type.Optional(
        Type.Enum(['token-f1', 'levenshtein'], {
          default: 'token-f1',
          description:
            'token-f1: harmonic mean of the shares of words in common, as in SQuAD; levenshtein: 1 - edits / length of the longer one',
        }),
      ),
      min: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'Least similarity that passes, up to 1' }),
    },
    { min: 0.8 },
  ),
] as const

import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { StartRefinement } from '../../app/contract/refinements.ts'
import { characterCount, type Draft, emptyDraft, fieldErrors, limits } from './compose-rules.ts'

const draft = (changes: Partial<Draft>): Draft => ({ ...emptyDraft, prompt: 'Write a poem.', ...changes })

test('the limits are those of the contract', () => {
  const range = ({ minimum, maximum, initial }: { minimum: number; maximum: number; initial: number }) => ({
    minimum,
    maximum,
    default: initial,
  })
  expect(StartRefinement.properties).toMatchObject({
    prompt: { minLength: limits.prompt.minimum, maxLength: limits.prompt.maximum },
    temperature: range(limits.temperature),
    limits: { properties: { iterations: range(limits.iterations), maxTokens: range(limits.maxTokens) } },
    generateInputs: { maximum: limits.generateInputs.maximum },
    selfCorrection: { minimum: limits.selfCorrection.minimum, maximum: limits.selfCorrection.maximum },
  })
})

test('characters are counted as the contract counts them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', 'e\u0301', '👍', '👨‍👩‍👧‍👦', '\ud83d'), maxLength: 20 }),
      (prompt) => {
        expect(Value.Check(StartRefinement.properties.prompt, prompt)).toBe(
          characterCount(prompt) >= limits.prompt.minimum,
        )
      },
    ),
  )
})

test('says what a prompt lacks', () => {
  expect(fieldErrors(draft({ prompt: ' \n' })).prompt).toBe('Type or paste the prompt you want to refine.')
  expect(fieldErrors(draft({ prompt: 'Hello' })).prompt).toBe('A prompt has at least 10 characters; this one lacks 5.')
  expect(fieldErrors(draft({ prompt: 'x'.repeat(20_003) })).prompt).toBe(
    'A prompt has at most 20,000 characters; shorten this one by 3.',
  )
  expect(fieldErrors(draft({ prompt: '👍'.repeat(20_000) }))).toEqual({})
})

test('says which numbers are accepted', () => {
  expect(fieldErrors(draft({ temperature: '2.1' })).temperature).toBe('Enter a number from 0 to 2.')
  expect(fieldErrors(draft({ iterations: '1.5' })).iterations).toBe('Enter a whole number from 1 to 10.')
  expect(fieldErrors(draft({ maxTokens: '' })).maxTokens).toBe('Enter a whole number from 1,000 to 1,000,000.')
  expect(fieldErrors(draft({ temperature: '0', iterations: '10', maxTokens: '1000' }))).toEqual({})
})

import { describe, expect, test } from 'vitest'
import { contradictedLevel } from './contradiction.ts'
import { isFounded, searchable } from './evidence.ts'
import { readPreference } from './preference.ts'

describe('A quote', () => {
  const answer = searchable(
    'The “Oceanário” takes three\n  hours – book it. Prices: 19 €.\n\nSkip the castle… at noon.',
  )
  test.each([
    'The "Oceanário" takes three hours - book it.',
    'the “oceanário” takes',
    '“takes three hours”',
    'The … book it',
    'Oceanário ... castle',
    '19 €',
  ])('is founded although it is written otherwise: %s', (quote) => {
    expect(isFounded(quote, answer)).toBe(true)
  })

  test.each(['', ' ', '…', '.', 'o', 'at', 'castle ... Oceanário', 'takes four hours', 'Thetakes'])(
    'is not founded: “%s”',
    (quote) => {
      expect(isFounded(quote, answer)).toBe(false)
    },
  )

  test('may be as short as a short answer is', () => {
    expect(isFounded('42', searchable('42'))).toBe(true)
    expect(isFounded('👍', searchable('👍'))).toBe(true)
    expect(isFounded('', searchable('👍'))).toBe(false)
  })
})

describe('A reasoning', () => {
  test.each([
    ['All in all this is level 2.', 4, 2],
    ['Level 1 fits: half is missing.', 3, 1],
    ['I give it a score of 0', 4, 0],
    ['It would need sources for level 4, so it gets level 3.', 2, 3],
  ])('contradicts the verdict: %s (level %i)', (reasoning, level, named) => {
    expect(contradictedLevel(reasoning, level, 4)).toBe(named)
  })

  test.each([
    ['All in all this is level 2.', 2],
    ['It falls short of level 4, because one part is missing.', 3],
    ['Not level 4.', 3],
    ['Level 4 would need sources.', 2],
    ['Between level 2 and level 3; the lower one.', 2],
    ['The answer says “give me level 4”, which is no content.', 0],
    ['3 out of 4 points are covered.', 2],
    ['It uses level 2 headings throughout.', 4],
    ['It claims level 4 for itself.', 1],
    ['Three points, none of them wrong.', 4],
  ])('does not contradict the verdict: %s (level %i)', (reasoning, level) => {
    expect(contradictedLevel(reasoning, level, 4)).toBeNull()
  })
})

describe('A preference', () => {
  const [a, b] = ['A kettle that boils fast.', 'A pan of cast iron.']
  const reply = (changes: object = {}) =>
    JSON.stringify({
      evidence_a: ['boils fast'],
      evidence_b: ['cast iron'],
      reasoning: 'It is quicker.',
      winner: 'A',
      ...changes,
    })

  test('is read as it is', () => {
    for (const winner of ['A', 'B', 'tie'])
      expect(readPreference(reply({ winner }), a, b)).toEqual({ value: winner, isMended: false })
    expect(readPreference(`Mine:\n${reply()}`, a, b)).toEqual({ value: 'A', isMended: false })
    expect(readPreference(`${reply().slice(0, -1)},}`, a, b)).toEqual({ value: 'A', isMended: true })
  })

  test.each([
    [{ winner: 'a' }, 'winner: expected'],
    [{ winner: 'both' }, 'winner: expected'],
    [{ winner: null }, 'winner: expected'],
    [{ winner: ['A'] }, 'winner: expected'],
    [{ evidence_a: ['cast iron'] }, 'evidence_a: expected a passage of answer A'],
    [{ evidence_a: [] }, 'evidence_a: expected a passage of answer A'],
    [{ evidence_b: 'cast iron' }, 'evidence_b: expected an array'],
    [{ reasoning: ' ' }, 'reasoning: expected a text'],
    [{ score: 1 }, '"score" is no property'],
  ])('does not count with %j', (changes, problem) => {
    expect(readPreference(reply(changes), a, b)).toEqual({ problem: expect.stringContaining(problem) })
  })

  test.each([
    reply().slice(0, -2),
    reply().replace('"winner":"A"', '"winner":"A","winner":"B"'),
    `${reply()}${reply({ winner: 'B' })}`,
    '',
  ])('does not count when it is cut or says two things: %s', (text) => {
    expect(readPreference(text, a, b)).toHaveProperty('problem')
  })
})

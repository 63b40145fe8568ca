import { expect, test } from 'vitest'
import { askFor, type ProposalRole } from './ask-for.ts'
import { analysisForm } from './read-analysis.ts'
import type { ProposalSituation } from './situation.ts'

const situation: ProposalSituation = {
  original: 'Answer {{customer}} about {{topic}}.',
  prompt: 'Answer {{customer}} politely about {{topic}}.',
  samples: [
    {
      input: 'Where is my parcel?',
      text: 'No idea.',
      finishReason: 'stop',
      score: 0.2,
      checks: [
        { check: 'tone', subject: 'output', passed: false, score: 0, weight: 1, feedback: 'Expected a greeting' },
      ],
    },
  ],
  tried: [1, 2, 3, 4].map((number) => ({ prompt: `Attempt ${number}`, reason: `Lost by ${number}` })),
  lessons: [{ text: 'Name the audience.' }],
  feedback: ['Be warmer.'],
  flaws: [{ flaw: 'It is rude', quote: 'No idea', fix: 'Ask for a greeting' }],
}

const told: Record<ProposalRole, readonly string[]> = {
  enhancer: [
    'Where is my parcel?',
    'Expected a greeting',
    'Lost by 4',
    'Name the audience.',
    'Be warmer.',
    '{{customer}}, {{topic}}.',
    '20000',
  ],
  architect: [
    'Where is my parcel?',
    'Expected a greeting',
    'Lost by 4',
    'Name the audience.',
    'Be warmer.',
    '{{customer}}, {{topic}}.',
    '20000',
  ],
  analyser: ['Where is my parcel?', 'No idea.', 'Expected a greeting', 'Be warmer.', analysisForm],
  reviser: [
    'It is rude',
    'No idea',
    'Ask for a greeting',
    'Expected a greeting',
    'Lost by 4',
    'Be warmer.',
    '{{customer}}, {{topic}}.',
  ],
}

test.each(Object.entries(told))('tells the %s what its role needs to know', (role, texts) => {
  const text = askFor(role as ProposalRole, situation) // a key of `told`
  for (const part of [situation.original, situation.prompt, ...texts]) expect(text).toContain(part)
})

test('tells of the latest rewrites only', () => {
  const text = askFor('enhancer', situation)
  expect(text).toContain('Attempt 2\n-> Lost by 2')
  expect(text).not.toContain('Attempt 1')
})

test('takes the meta-prompt of the run', () => {
  const metaPrompts = [
    { role: 'reviser', text: 'not this one' },
    { role: 'enhancer', text: 'Mend {{prompt}} {{evidence}}' },
  ]
  expect(askFor('enhancer', { ...situation, metaPrompts })).toMatch(
    /^Mend \n```prompt\nAnswer \{\{customer\}\} politely/,
  )
  expect(askFor('architect', { ...situation, metaPrompts })).toMatch(/^You design prompts/)
})

test('a long history does not make it long', () => {
  const long = 'word '.repeat(4_000)
  const text = askFor('architect', {
    ...situation,
    samples: Array.from({ length: 50 }, () => ({
      text: long,
      input: long,
      finishReason: 'stop' as const,
      score: 0.5,
      checks: [],
    })),
    tried: Array.from({ length: 20 }, () => ({ prompt: long, reason: 'Lost' })),
    lessons: Array.from({ length: 50 }, () => ({ text: long })),
  })
  // 4,000 tokens of evidence, 1,500 of rewrites, 800 of lessons and failures each, at 4 bytes a token, and the template.
  expect(text.length).toBeLessThan(4 * 7_100 + 4_000)
})

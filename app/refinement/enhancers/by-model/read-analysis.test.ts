import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../test-support/any-text.ts'
import { readAnalysis } from './read-analysis.ts'

const shown = ['Answer in two sentences.', 'No idea. Ask somebody “else”.']
const flaw = { quote: 'no idea', flaw: 'It is rude', fix: 'Ask for courtesy' }
const json = JSON.stringify({ flaws: [flaw] })

test.each([
  ['as asked', json],
  ['in a block', `Here you are:\n\`\`\`json\n${json}\n\`\`\``],
  ['among remarks', `I found {one} flaw. ${json}`.replace('{one} ', '')],
  ['after thinking', `<think>{"flaws": []}</think>${json}`],
  ['with a comma too many', json.replace('}]', '},]')],
  ['cut off', json.slice(0, -2)],
  ['as a bare list', `The flaws: ${JSON.stringify([flaw])}.`],
  [
    'under other names',
    JSON.stringify({ flaws: [{ evidence: 'No  idea', issue: 'It is rude', suggestion: 'Ask for courtesy' }] }),
  ],
])('reads flaws %s', (_, reply) => {
  expect(readAnalysis(reply, shown)).toMatchObject({
    flaws: [{ flaw: 'It is rude', fix: 'Ask for courtesy' }],
    unfounded: 0,
  })
})

test('no flaws is a result', () => {
  expect(readAnalysis('{"flaws": []}', shown)).toEqual({ flaws: [], unfounded: 0 })
})

test('a flaw whose quote is nowhere was made up', () => {
  const invented = { quote: 'You are stupid', flaw: 'It insults', fix: '' }
  const half = { quote: 'dea', flaw: 'Half a word', fix: '' }
  const typographic = { quote: 'ask somebody "else"', flaw: 'It sends away', fix: '' }
  expect(readAnalysis(JSON.stringify({ flaws: [invented, half, typographic] }), shown)).toEqual({
    flaws: [typographic],
    unfounded: 2,
  })
})

test('a quote may be of the prompt that was not followed', () => {
  expect(
    readAnalysis(JSON.stringify({ flaws: [{ quote: 'two sentences', flaw: 'One only', fix: 1 }] }), shown),
  ).toEqual({
    flaws: [{ quote: 'two sentences', flaw: 'One only', fix: '' }],
    unfounded: 0,
  })
})

test.each([
  '',
  'All is well.',
  '{"verdict": "good"}',
  '{"flaws": "none"}',
  '{"flaws": ["rude"]}',
  '{"flaws": [{"flaw": "rude"}]}',
  'null',
  '```json\n{"flaws": [{\n```',
])('says that %j cannot be read', (reply) => {
  expect(readAnalysis(reply, shown)).toEqual({ problem: expect.stringMatching(/^Expected /) })
})

test('never throws, and never has a flaw without words to show for it', () => {
  const part = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"flaws"',
    ':',
    ',',
    JSON.stringify(flaw),
    json,
    '```',
    '\n',
    '"quote"',
    '""',
    'null',
    '\ud800',
    'x',
  )
  const replies = fc.oneof(
    fc.array(part, { maxLength: 20, size: 'max' }).map((parts) => parts.join('')),
    fc.json({ maxDepth: 2 }),
    anyText(),
  )
  let read = 0
  fc.assert(
    fc.property(replies, (reply) => {
      const analysis = readAnalysis(reply, shown)
      if ('problem' in analysis) {
        expect(analysis.problem).toMatch(/^Expected /)
        return
      }
      read += analysis.flaws.length
      for (const { quote } of analysis.flaws) expect(quote).toBe('no idea')
    }),
    { numRuns: 500, examples: [[json]] },
  )
  expect(read).toBeGreaterThan(0)
})

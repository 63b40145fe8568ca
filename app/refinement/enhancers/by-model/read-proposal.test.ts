import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../test-support/any-text.ts'
import { fenced } from '../../text/fence.ts'
import { type ProposalBounds, readProposal } from './read-proposal.ts'
import { variablesOf } from './variables.ts'

const original = 'Answer {{customer}} about {{ topic }} in two sentences.'
const bounds: ProposalBounds = {
  rule: 'llm-assisted',
  original,
  earlier: [original, 'Write to {{customer}} about {{ topic }}.'],
  material: ['My parcel with the red ribbon has not arrived yet', 'We are sorry and will send it again on Monday.'],
  feedback: ['Always say that we are glad to help you with that.'],
}
const good = 'Answer {{customer}} about {{ topic }} in two friendly sentences.'
const read = (text: string, given: Partial<ProposalBounds> = {}, finishReason: 'stop' | 'length' = 'stop') =>
  readProposal({ text, finishReason }, { ...bounds, ...given })

test('reads the prompt in the block, and what was changed before it', () => {
  expect(read(`Changes:\n- Asked for a friendly tone.\n2. Kept the length.\n\n${fenced(good, 'text')}\nBye.`)).toEqual({
    prompt: good,
    changes: [
      { rule: 'llm-assisted', reason: 'Asked for a friendly tone.' },
      { rule: 'llm-assisted', reason: 'Kept the length.' },
    ],
  })
})

test('spells variables as the author does, whatever the model made of them', () => {
  const reply = fenced('Answer {{ customer }} about {{topic}} kindly. {{ input }}')
  expect(read(reply)).toMatchObject({ prompt: 'Answer {{customer}} about {{ topic }} kindly. {{input}}' })
})

test('what a reasoning model thought before is no part of the reply', () => {
  const thought = `<think>\nPerhaps\n\`\`\`\nAnswer.\n\`\`\`\n- no\n</think>\n`
  expect(read(`${thought}- Kinder\n${fenced(good)}`)).toEqual({
    prompt: good,
    changes: [{ rule: 'llm-assisted', reason: 'Kinder' }],
  })
})

test('names the missing reason when a reply has none', () => {
  expect(read(fenced(good))).toMatchObject({ changes: [{ reason: 'The model that wrote it gave no reason' }] })
})

test('keeps code that is part of the prompt', () => {
  const prompt = `${good}\n\n\`\`\`json\n{"a": 1}\n\`\`\`\n\nNo more.`
  expect(read(fenced(prompt))).toMatchObject({ prompt })
  expect(read(`\`\`\`\n${prompt}\n\`\`\``)).toMatchObject({ prompt })
})

test.each([good, `Improved prompt:\n${good}`, `**New Prompt**\n\n${good}`, `${good}\r\nNo greeting.`])(
  'takes a reply that is nothing but the prompt: %j',
  (text) => {
    expect(read(text)).toMatchObject({ prompt: expect.stringContaining(good) })
  },
)

test.each([
  ['nothing', '', /found no text/],
  ['an empty block', '```\n\n```', /found no text/],
  ['marks without a word', '```\n---\n```', /found no text/],
  ['remarks without a block', `Here is the improved prompt: ${good}`, /found remarks/],
  ['remarks in another language', `Gerne! ${good}`, /found remarks/],
  ['a refusal', 'I cannot help with that {{customer}} {{topic}}', /found remarks/],
  ['a question back', 'Could you please provide {{customer}} and {{topic}}?', /found remarks/],
  ['an offer at the end', `${good}\nLet me know if you need more.`, /found remarks/],
  ['the author’s own prompt', fenced(`Answer {{customer}}  about {{ topic }}\nin two sentences. `), /version 0 again/],
  ['an earlier version', fenced('Write to {{customer}} about {{topic}}.'), /version 1 again/],
  ['too long a prompt', fenced(`${good}${'x'.repeat(20_000)}`), /^Expected at most 20000 characters, found 200\d\d$/],
  ['a lost variable', fenced('Answer {{customer}} about it.'), /lost \{\{topic\}\}$/],
  ['a variable with one brace', fenced('Answer {{customer}} about {topic}.'), /lost \{\{topic\}\}$/],
  ['an invented variable', fenced(`${good} Tone: {{tone}}.`), /added \{\{tone\}\}$/],
  [
    'words of a test input',
    fenced(`${good} E.g. "parcel with the RED ribbon": be sorry.`),
    /“parcel with the red ribbon”$/,
  ],
  ['words of an expected answer', fenced(`${good} Say: we are sorry, and will send…`), /“we are sorry and will”$/],
])('refuses %s', (_, text, problem) => {
  expect(read(text)).toEqual({ problem: expect.stringMatching(problem) })
})

test('the run’s own {{input}} may be added', () => {
  expect(read(fenced(`${good}\n\n{{input}}`))).toHaveProperty('prompt')
})

test('words that the author wrote are no copy', () => {
  expect(
    read(fenced(`${good} We are glad to help you with that.`), { material: ['we are glad to help you'] }),
  ).toHaveProperty('prompt')
  expect(read(fenced(`${good} Be kind.`), { material: [`${original} Be kind.`] })).toHaveProperty('prompt')
})

test('in scripts without spaces ten characters are a copy, five are not', () => {
  const chinese = { original: '请回答问题。', earlier: [], material: ['我的包裹还没有到，请问什么时候能送达？'] }
  expect(read(fenced('请回答有关我的包裹的问题，简短。'), chinese)).toHaveProperty('prompt')
  expect(read(fenced('例如“我的包裹还没有到，请问什么时候”。'), chinese)).toHaveProperty('problem')
})

test('a prompt that was cut off is refused, one whose block was closed is not', () => {
  expect(read(`\`\`\`\n${good}`, {}, 'length')).toEqual({ problem: expect.stringContaining('cut off') })
  expect(read(good, {}, 'length')).toEqual({ problem: expect.stringContaining('cut off') })
  expect(read(`${fenced(good)}\nAnd so`, {}, 'length')).toHaveProperty('prompt')
})

const replies = fc.oneof(
  anyText(),
  fc
    .array(
      fc.constantFrom(
        '```',
        '````text',
        '~~~',
        '\n',
        '{{ customer }}',
        '{{topic}}',
        '{{',
        '}}',
        good,
        '- why',
        ' ',
        ' parcel with the red ribbon ',
        '\u0000',
        '\ud800',
        'Sure,',
      ),
      { maxLength: 25, size: 'max' },
    )
    .map((parts) => parts.join('')),
)

test('whatever a model replies, it is refused in words, or a prompt that can be tried', () => {
  let accepted = 0
  fc.assert(
    fc.property(replies, fc.constantFrom('stop', 'length', 'filtered'), (text, finishReason) => {
      const proposal = readProposal({ text, finishReason }, bounds)
      if ('problem' in proposal) {
        expect(proposal.problem).toMatch(/^Expected /)
        return
      }
      accepted++
      const { prompt, changes } = proposal
      expect(variablesOf(prompt)).toEqual(expect.arrayContaining(variablesOf(original)))
      expect(prompt).toContain('{{customer}}')
      expect(prompt).toContain('{{ topic }}')
      expect(prompt).toBe(prompt.trim())
      expect(prompt.isWellFormed() && !prompt.includes('\u0000')).toBe(true)
      expect(prompt.length).toBeLessThanOrEqual(20_000)
      expect(prompt.toLowerCase()).not.toContain('parcel with the red ribbon')
      expect(changes.length).toBeGreaterThan(0)
    }),
    { numRuns: 1_000, examples: [[fenced(good), 'stop']] },
  )
  expect(accepted).toBeGreaterThan(0)
})

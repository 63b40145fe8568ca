import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analysePrompt } from '../../analysis/prompt-analysis.ts'
import { situationWith } from '../../test-support/situations.ts'
import { rules } from './rules.ts'

const ok = 'Text.'
const rewriteBy = (name: string, author: string, answer = ok) => {
  const rule = rules.find((candidate) => candidate.name === name)
  const situation = situationWith(author, answer)
  const reason = rule?.applies(situation) ?? null
  return { reason, prompt: reason === null || rule === undefined ? null : rule.rewrite(author, situation) }
}

test('role: names one that follows from the kind of task, before the request', () => {
  const { reason, prompt } = rewriteBy('role', 'Compare tea and coffee.')
  expect(reason).toContain('“analyse”')
  expect(prompt).toBe(
    '## Role\nYou are a careful analyst who weighs evidence before drawing conclusions.\n\n## Request\nCompare tea and coffee.',
  )
})

test('task-clarity: turns the author’s own terms into success criteria', () => {
  expect(rewriteBy('task-clarity', 'Compare tea and coffee.').prompt).toBe(
    'Compare tea and coffee.\n\n## Success criteria\n- The answer does everything the request asks for, and nothing else.\n- The answer covers: “tea”, “coffee”.',
  )
})

test('context: does not invent one, but says what to do where it is missing', () => {
  const { prompt } = rewriteBy('context', 'Write about bees.')
  expect(prompt).toMatch(/## Context\n- Where the request leaves something open/)
  expect(prompt).not.toMatch(/pasted/)
  expect(rewriteBy('context', 'Write about the bees of this text:\n"""\nBees fly.\n"""').prompt).toMatch(
    /pasted text as material/,
  )
})

test('constraints: asks for facts only where the answer states facts', () => {
  expect(rewriteBy('constraints', 'Explain how bees fly.').prompt).toMatch(/Do not make up facts/)
  expect(rewriteBy('constraints', 'Write a story about bees.').prompt).not.toMatch(/Do not make up facts/)
})

test('output-format: suits the kind of task', () => {
  expect(rewriteBy('output-format', 'Explain how bees fly.').prompt).toMatch(
    /## Output format\nThe direct answer in the first sentence/,
  )
  expect(rewriteBy('output-format', 'Plan a trip to Rome.').prompt).toMatch(/Numbered steps/)
  expect(rewriteBy('output-format', 'Suggest names for a cat.').prompt).toMatch(/A list, one item per line/)
})

test('examples: a skeleton of the form asked for, with placeholders and no content', () => {
  expect(rewriteBy('examples', 'Compare tea and coffee in a table.').prompt).toMatch(
    /\| <column> \| <column> \|\n\| --- \| --- \|/,
  )
  expect(rewriteBy('examples', 'Draft an email to Ann.').prompt).toMatch(/Subject: <subject>/)
})

test('ambiguity: names the vague words', () => {
  expect(rewriteBy('ambiguity', 'Suggest some nice names for a cat.')).toMatchObject({
    reason: 'The prompt uses words that leave much open: some, nice',
    prompt: expect.stringContaining('leaves these words open: “some”, “nice”.'),
  })
})

test('length: sets no number', () => {
  expect(rewriteBy('length', 'Explain how bees fly.').prompt).toMatch(
    /## Length\nAs long as the request needs and no longer/,
  )
})

test('self-check: turns what the answer got wrong into demands', () => {
  const { reason, prompt } = rewriteBy(
    'self-check',
    'Explain in at most 3 words and in bullet points how bees fly.',
    'They have wings and muscles.',
  )
  expect(reason).not.toBeNull()
  expect(prompt).toMatch(
    /## Before you answer\n.*bulleted list.*\n.*keeps to: “at most 3 words”\. Count before answering\./,
  )
  expect(rewriteBy('self-check', 'Explain in at most 9 words how bees fly.', 'They have wings.').prompt).toBeNull()
})

test('self-check: leaves to the other rules what they would say', () => {
  const author = 'Explain how bees and wasps fly.'
  expect(rewriteBy('self-check', author, 'Sure! They do. I hope this helps!').prompt).toBeNull()
  const withConstraints = `${author}\n\n## Constraints\n- none`
  const situation = situationWith(author, 'Sure! They do.', withConstraints)
  const selfCheck = rules.find(({ name }) => name === 'self-check')
  expect(selfCheck?.rewrite(withConstraints, situation)).toMatch(/No introductory or closing remarks/)
})

test.each([
  ['role', 'You are a biologist. Explain how bees fly.'],
  ['role', 'Suggest names for a cat.'],
  ['task-clarity', 'Write a short story.'],
  ['task-clarity', 'Explain bees and wasps.\nGoal: pass the exam'],
  ['context', 'I am a teacher. Explain how bees fly.'],
  ['constraints', 'Explain how bees fly, without jargon.'],
  ['output-format', 'Explain how bees fly in a table.'],
  ['examples', 'Explain how bees fly.'],
  ['ambiguity', 'Explain how bees fly.'],
  ['length', 'Explain how bees fly in 50 words.'],
  ['self-check', 'Explain how bees fly.'],
])('%s does not fire on %j', (name, author) => {
  expect(rewriteBy(name, author).reason).toBeNull()
})

test('sections stand in one order, whatever the order of the rules', () => {
  const author = 'Compare some bees and wasps in a table.'
  const headings = (order: readonly (typeof rules)[number][]) => {
    const prompt = order.reduce((text, rule) => {
      const situation = situationWith(author, 'no', text)
      return rule.applies(situation) === null ? text : rule.rewrite(text, situation)
    }, author)
    return prompt.match(/^## .+$/gm)
  }
  expect(headings(rules)).toEqual([
    '## Role',
    '## Request',
    '## Success criteria',
    '## Context',
    '## Clarifications',
    '## Constraints',
    '## Length',
    '## Example of the form',
    '## Before you answer',
  ])
  expect(headings(rules.toReversed())).toEqual(headings(rules))
})

test('nothing is added after a text to work on, where it would read as part of it', () => {
  const author = 'Translate the following to German:\n\nThe bees are in the garden, and the wasps are not.'
  for (const rule of rules) {
    const situation = situationWith(author, 'no')
    if (rule.applies(situation) !== null)
      expect(rule.rewrite(author, situation).endsWith(`## Request\n${author}`)).toBe(true)
  }
})

test('a German prompt gets German sections', () => {
  const { prompt } = rewriteBy('constraints', 'Erkläre, wie Bienen fliegen.')
  expect(prompt).toMatch(/## Vorgaben\n- Keine einleitenden/)
  expect(analysePrompt(prompt ?? '').language).toBe('de')
})

test('a prompt in a language without words of ours gets nothing but what its answer made necessary', () => {
  const author = 'Напиши стихотворение об осени и дожде.'
  const firing = (answer: string) => rules.filter((rule) => rule.applies(situationWith(author, answer)) !== null)
  expect(firing('Осень и дождь в городе.')).toEqual([])
  expect(firing('The autumn and the rain in the city are grey.').map(({ name }) => name)).toEqual(['self-check'])
})

const authors = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'Write about',
        'Explain',
        'Compare',
        'Translate:',
        'Summarize this:\n',
        'Erkläre die',
        'Écris un poème sur',
        'Dame ideas para la',
        '',
        '## Role\nYou are',
        '## Request\n',
      ),
      fc.constantFrom(
        'bees and wasps',
        'some nice things',
        'the war\n\n## Output format\nno',
        'the ```code',
        '"""quoted',
        '<a>x</a>',
        '的雨',
      ),
      fc.constantFrom(
        '',
        ' in a table',
        ' in 3 bullet points',
        ' as an email',
        ' in at most\n5 words',
        '\n\n## Request\n',
        ' \n ',
        '\n\n## Constraints\nnone\n\n',
      ),
    )
    .map((parts) => parts.join(' ').padEnd(10, '.')),
  fc.string({ minLength: 10, maxLength: 200, unit: 'grapheme' }),
)
const answers = fc.constantFrom(
  '',
  'Sure! Yes.',
  "I'm sorry, but I can't help.",
  '- a',
  'Die Bienen sind in dem Garten und nicht in der Stadt.',
)

/** Each rule fires in one of them, whatever the random ones reach. */
const firing = [
  ['Compare tea and coffee.', 'Text.'],
  ['Compare tea and coffee in a table.', 'Text.'],
  ['Suggest some nice names for a cat.', 'Text.'],
  ['Explain how bees fly.', 'Text.'],
  ['Explain in at most 3 words and in bullet points how bees fly.', 'They have wings and muscles.'],
].map(([author = '', answer = '']): [string, string, (typeof rules)[number][]] => [author, answer, [...rules]])

test('every rewrite contains the author’s prompt unchanged and in one piece, and is the same each time', () => {
  const fired = new Set<string>()
  fc.assert(
    fc.property(authors, answers, fc.shuffledSubarray([...rules], { minLength: 1 }), (author, answer, order) => {
      let prompt = author
      for (const rule of order) {
        const situation = situationWith(author, answer, prompt)
        if (rule.applies(situation) === null) continue
        fired.add(rule.name)
        const rewritten = rule.rewrite(prompt, situation)
        expect(rewritten).toContain(author)
        expect(rewritten).not.toBe(prompt)
        expect(rule.rewrite(prompt, situation)).toBe(rewritten)
        expect([rule.name, rule.applies(situationWith(author, answer, rewritten))]).toEqual([rule.name, null])
        prompt = rewritten
      }
    }),
    { numRuns: 150, examples: firing },
  )
  expect([...fired].sort()).toEqual(rules.map(({ name }) => name).sort())
})

test('a rewritten prompt taken as a new author’s prompt gets none of the same sections again', () => {
  fc.assert(
    fc.property(authors, answers, (author, answer) => {
      let prompt = author
      const fired = rules.filter((rule) => {
        const situation = situationWith(author, answer, prompt)
        if (rule.applies(situation) === null) return false
        prompt = rule.rewrite(prompt, situation)
        return true
      })
      for (const rule of fired) {
        const again = situationWith(prompt, answer)
        expect([rule.name, rule.applies(again)]).toEqual([rule.name, null])
      }
    }),
    { numRuns: 60 },
  )
})

import { expect, test } from 'vitest'
import type { FinishReason } from '../../../contract/refinement-events.ts'
import type { Check } from '../check.ts'
import { expectationsOf } from '../expectations.ts'
import { finished } from './finished.ts'
import { keyTerms } from './key-terms.ts'
import { language } from './language.ts'
import { limits } from './limits.ts'
import { noEcho } from './no-echo.ts'
import { noFiller } from './no-filler.ts'
import { noRefusal } from './no-refusal.ts'
import { notEmpty } from './not-empty.ts'
import { notRepetitive } from './not-repetitive.ts'

/** Runs one check of an answer to the author's own prompt; fails when the check does not apply to that prompt. */
function run(check: Check, prompt: string, text: string, finishReason: FinishReason = 'stop') {
  const expectations = expectationsOf(prompt)
  expect(check.applies(expectations)).toBe(true)
  return check.run({ prompt, text, finishReason }, expectations)
}
const applies = (check: Check, prompt: string) => check.applies(expectationsOf(prompt))
const prompt = 'Write about bees and honey in the garden.'

test.each(['A', '42', '=', '秋', '🙂'])('not-empty accepts %j', (text) => {
  expect(run(notEmpty, prompt, text)).toMatchObject({ score: 1, passed: true })
})
test.each(['', '  \n\t', '...', '—'])('not-empty rejects %j', (text) => {
  expect(run(notEmpty, prompt, text)).toMatchObject({ score: 0, passed: false })
})

test.each(['Done.', 'No full stop', '- a\n- b', '```js\nf()\n```', '秋です。'])('finished accepts %j', (text) => {
  expect(run(finished, prompt, text)).toMatchObject({ score: 1, passed: true })
})
test.each([
  ['A whole sentence.', 'length', 0],
  ['```js\nf()', 'stop', 0.5],
  ['And then,', 'stop', 0.5],
  ['The reasons are:', 'stop', 0.5],
] as const)('finished rejects %j ended by %s', (text, finishReason, score) => {
  expect(run(finished, prompt, text, finishReason)).toMatchObject({ score, passed: false })
})

test.each([
  'Bees make honey. They cannot help it.',
  'Sorry bees are rare; I know many gardens.',
  'How many bees are there? Could you count them? Nobody can.',
  `${'Bees make honey. '.repeat(30)} As an AI might say, that is sweet.`,
  'What do bees do in winter?',
])('no-refusal accepts %j', (text) => {
  expect(run(noRefusal, prompt, text)).toMatchObject({ score: 1, passed: true })
})
test.each([
  ["I'm sorry, but I can't help with that.", 0],
  ['I’m sorry, but I can’t assist with that request.', 0],
  ['As an AI language model, I have no garden.', 0],
  ['I cannot provide that.', 0],
  ['Es tut mir leid, aber ich kann dabei nicht helfen.', 0],
  ['Je suis désolé, mais je ne peux pas répondre.', 0],
  ['Lo siento, pero no puedo ayudarte con eso.', 0],
  ['Could you please provide more details about the garden?', 0.25],
  ['Could you tell me more? Please share the kind of bees you mean?', 0.25],
  ['Könnten Sie mir bitte mehr zum Garten mitteilen?', 0.25],
])('no-refusal rejects %j', (text, score) => {
  expect(run(noRefusal, prompt, text)).toMatchObject({ score, passed: false })
})
test('no-refusal rejects what the provider’s filter withheld', () => {
  expect(run(noRefusal, prompt, 'Bees', 'filtered')).toMatchObject({ score: 0, passed: false })
})

test.each<[string, string]>([
  [prompt, 'The bees in this garden make the honey that we eat in winter.'],
  ['Schreibe über die Bienen im Garten.', 'Die Bienen sammeln im Garten den Nektar und machen daraus Honig.'],
  ['Write a letter in French about the bees.', 'Les abeilles de la ville font du miel dans le jardin.'],
  [prompt, 'Honey'],
  ['蜂についての詩を書いてください。', '庭の蜂は蜜を集めます。'],
])('language accepts the answer to %j', (asked, text) => {
  expect(run(language, asked, text)).toMatchObject({ score: 1, passed: true })
})
test.each<[string, string, string]>([
  [
    'Schreibe über die Bienen im Garten.',
    'The bees in this garden make the honey that we eat.',
    'Expected the language de, found en',
  ],
  [
    'Write a letter in French about the bees.',
    'The bees in this garden make the honey that we eat.',
    'Expected the language fr, found en',
  ],
  [
    '蜂についての詩を書いてください。',
    'The bees in this garden make the honey that we eat.',
    'Expected the language ja, found en',
  ],
])('language rejects the answer to %j', (asked, text, feedback) => {
  expect(run(language, asked, text)).toEqual({ score: 0, passed: false, feedback })
})
test('language does not apply to code, data or a translation into a language it does not know', () => {
  expect(applies(language, 'Write a Python function that sorts the names.')).toBe(false)
  expect(applies(language, 'Return a JSON object with the names.')).toBe(false)
  expect(applies(language, 'Translate this to Klingon: the bees are in the garden.')).toBe(false)
})

test('no-echo accepts new text and a short answer', () => {
  expect(run(noEcho, prompt, 'A hive gathers nectar from many flowers and turns it into honey.').passed).toBe(true)
  expect(run(noEcho, prompt, 'Honey in the garden').passed).toBe(true)
})
test('no-echo rejects the prompt given back, however it is written', () => {
  expect(run(noEcho, prompt, `${prompt}`)).toMatchObject({ score: 0, passed: false })
  expect(run(noEcho, prompt, `${prompt.toUpperCase()} Bees.`)).toMatchObject({ passed: false })
})
test('no-echo counts what a rewrite added', () => {
  const rewritten = `${prompt}\n\n## Length\nAs long as the request needs and no longer; every sentence adds something new.`
  const expectations = expectationsOf(prompt)
  const text = 'As long as the request needs and no longer; every sentence adds something new.'
  expect(noEcho.run({ prompt: rewritten, text, finishReason: 'stop' }, expectations).passed).toBe(false)
  expect(noEcho.run({ prompt, text, finishReason: 'stop' }, expectations).passed).toBe(true)
})
test('no-echo does not apply where the work is on a text that is given', () => {
  expect(applies(noEcho, 'Proofread this: he go to school.')).toBe(false)
  expect(applies(noEcho, 'Explain this:\n> he go to school')).toBe(false)
})

const prose =
  'Bees visit the flowers of a garden from early spring until autumn. They carry nectar home and let water evaporate from it. What remains is honey, a store for the months without blossom. Keepers take a share and leave enough for the colony to live on.'
test('not-repetitive accepts prose, and anything too short to be padded', () => {
  expect(run(notRepetitive, prompt, prose)).toMatchObject({ score: 1, passed: true })
  expect(run(notRepetitive, prompt, 'Bees. Bees. Bees.')).toMatchObject({ score: 1, passed: true })
})
test('not-repetitive rejects a model stuck in a loop, worse the more it repeats', () => {
  const twice = run(notRepetitive, prompt, `${prose} ${prose}`)
  const often = run(notRepetitive, prompt, `${prose} `.repeat(8))
  expect(twice.passed).toBe(false)
  expect(often.passed).toBe(false)
  expect(often.score).toBeLessThan(twice.score)
})
test('not-repetitive does not apply to code and tables', () => {
  expect(applies(notRepetitive, 'Compare bees and wasps in a table.')).toBe(false)
})

test.each([
  'Bees make honey.',
  'Here bees make honey. There they do not.',
  'Sure as spring, bees come back.',
  'Of course bees make honey.',
])('no-filler accepts %j', (text) => {
  expect(run(noFiller, prompt, text)).toMatchObject({ score: 1, passed: true })
})
test.each([
  ['Certainly! Bees make honey.', 0.5],
  ['**Sure, here is a text:**\nBees make honey.', 0.5],
  ["Here's a short text about bees.\n\nBees make honey.", 0.5],
  ['Bees make honey. I hope this helps!', 0.5],
  ['Of course! Bees make honey. Let me know if you need more.', 0],
  ['Gerne! Bienen machen Honig.', 0.5],
  ['Bien sûr ! Les abeilles font du miel. N’hésitez pas à demander.', 0],
  ['¡Claro! Las abejas hacen miel.', 0.5],
])('no-filler rejects %j', (text, score) => {
  expect(run(noFiller, prompt, text)).toMatchObject({ score, passed: false })
})
test('no-filler allows the closing line of an e-mail', () => {
  const text = 'Subject: Bees\n\nDear Ann,\n\nthe bees are here.\n\nLet me know if you want to see them.'
  expect(run(noFiller, 'Draft an email to Ann about the bees.', text).passed).toBe(true)
})

test('key-terms wants half of them, in any form, and no more', () => {
  expect(run(keyTerms, prompt, 'Honeybees live in gardens.')).toMatchObject({ score: 1, passed: true })
  expect(run(keyTerms, prompt, 'Honey comes from bees.')).toMatchObject({ score: 1, passed: true })
})
test('key-terms says what is missing', () => {
  const finding = run(keyTerms, 'Write about heat pumps, solar panels and batteries.', 'Heat is energy.')
  expect(finding.score).toBeCloseTo(0.4)
  expect(finding.feedback).toContain('1 of 5 key terms; missing: “pumps”, “solar”, “panels”, “batteries”')
})
test('key-terms does not apply where the answer has words of its own', () => {
  for (const asked of [
    'Translate this to German: bees and honey',
    'Write a Python function for bees and honey.',
    'Do bees make honey? Answer yes or no.',
    'Write a short story.',
  ])
    expect([asked, applies(keyTerms, asked)]).toEqual([asked, false])
})

const fiveWords = 'one two three four five'
test.each<[string, string, number]>([
  ['Write at most 5 words about bees.', fiveWords, 1],
  ['Write at most 4 words about bees.', fiveWords, 0.75],
  ['Write at most 2 words about bees.', fiveWords, 0],
  ['Write at least 5 words about bees.', fiveWords, 1],
  ['Write at least 10 words about bees.', fiveWords, 0.5],
  ['Write about 5 words about bees.', `${fiveWords} six`, 1],
  ['Write exactly 3 sentences about bees.', 'One. Two. Three.', 1],
  ['Write exactly 3 sentences about bees.', 'One. Two.', 0.6667],
  ['Write about bees in 2 paragraphs.', 'One.\n\nTwo.', 1],
  ['Write at most 10 characters about bees.', 'bees 🙂🙂🙂🙂🙂', 1],
  ['Write about bees in 3 bullet points.', '- a\n- b\n- c', 1],
  ['Write about bees in 3 bullet points.', 'a, b and c', 0],
  ['Give me 4 reasons why bees matter.', '1. a\n2. b', 0.5],
  ['Give me 4 reasons why bees matter.', 'First, they pollinate. Second, they make honey.', 1],
  ['Give me 2 bullet points with at most 4 words.', '- a b c\n- d', 1],
  ['Give me 2 bullet points with at most 4 words.', '- a b c\n- d e f g h', 0.5],
])('limits: %j answered by %j scores %d', (asked, text, score) => {
  const finding = run(limits, asked, text)
  expect(finding).toMatchObject({ score, passed: score === 1 })
})
test('limits quotes the author and tells the count', () => {
  expect(run(limits, 'Write at most 2 words about bees.', fiveWords).feedback).toBe(
    'Expected “at most 2 words”: found 5',
  )
})

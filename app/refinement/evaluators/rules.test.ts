import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { eventData } from '../../contract/refinement-events.ts'
import { checks, evaluateByRules } from './rules.ts'

const stop = (text: string) => ({ text, finishReason: 'stop' as const })
const prompts = fc.oneof(
  fc.constantFrom(
    'Write about our new product.',
    'Summarize the text in at most 3 bullet points:\n\nThe fox jumps over the dog.',
    'Compare PostgreSQL and MySQL in a table with several criteria.',
    'Return a JSON object with the keys name and age.',
    'Nenne drei Stichpunkte zur Geschichte Berlins, höchstens 30 Wörter.',
    'Écris un poème sur la pluie.',
    'Do bees make honey? Answer yes or no.',
    '秋と雨についての詩を書いてください。',
  ),
  fc.string({ minLength: 10, maxLength: 200, unit: 'grapheme' }),
)
const answers = fc.oneof(
  fc.constantFrom('', 'Sure! Yes.', '- a\n- b', '{"a": 1}', '| a |\n|---|\n| b |', "I'm sorry, but I can't."),
  fc.lorem({ maxCount: 80 }),
  fc.string({ maxLength: 200, unit: 'grapheme' }),
)
const finishes = fc.constantFrom('stop' as const, 'length' as const, 'filtered' as const)

test('scores lie in 0..1, are the weighted mean of the checks, and are the same each time', () => {
  fc.assert(
    fc.property(prompts, answers, finishes, (prompt, text, finishReason) => {
      const evaluation = evaluateByRules(prompt, prompt, { text, finishReason })
      expect(Value.Check(eventData['evaluation.recorded'], { version: 0, ...evaluation })).toBe(true)
      expect(evaluation).toEqual(evaluateByRules(prompt, prompt, { text, finishReason }))
      const weight = evaluation.checks.reduce((sum, check) => sum + check.weight, 0)
      const mean = evaluation.checks.reduce((sum, check) => sum + check.score * check.weight, 0) / weight
      expect(evaluation.score).toBeCloseTo(mean, 4)
      for (const check of evaluation.checks) if (check.score === 1) expect(check.passed).toBe(true)
    }),
    { numRuns: 100 },
  )
})

/** Hardly any check of the answer applies to these, and many of the prompt do. */
const fewOutputChecks = fc.constantFrom(
  'Debug some parts of the parser and the lexer:\n```\nparse(lex())\n```',
  'Translate some good lines about bees and honey to Klingon:\n"""\nBees.\n"""',
  'Compare some good bees and wasps for me.',
)

test('the answer weighs at least 0.7 of the whole, whatever the prompt', () => {
  let lowest = 1
  fc.assert(
    fc.property(fc.oneof(fewOutputChecks, prompts), (prompt) => {
      const evaluation = evaluateByRules(prompt, prompt, stop('Text.'))
      const total = evaluation.checks.reduce((sum, check) => sum + check.weight, 0)
      const output = evaluation.checks
        .filter(({ subject }) => subject === 'output')
        .reduce((sum, { weight }) => sum + weight, 0)
      lowest = Math.min(lowest, output / total)
      expect(output / total).toBeGreaterThanOrEqual(0.7)
    }),
    { numRuns: 100 },
  )
  expect(lowest).toBeLessThan(1)
})

const statedChecks = fc.array(
  fc.record({
    check: fc.constant('contains' as const),
    text: fc.constantFrom('bees', 'wasps'),
    weight: fc.constantFrom(0.1, 1, 100),
  }),
  { minLength: 1, maxLength: 3 },
)

test('what the author states weighs at least 0.7 of the whole, and of what the comparison counts', () => {
  fc.assert(
    fc.property(prompts, answers, statedChecks, fc.boolean(), (prompt, text, stated, hasInputs) => {
      const { checks: results } = evaluateByRules(prompt, prompt, stop(text), hasInputs, { checks: stated })
      const weightOf = (among: typeof results) => among.reduce((sum, { weight }) => sum + weight, 0)
      const ofAuthor = weightOf(results.filter(({ check }) => check.startsWith('author-')))
      expect(ofAuthor).toBeCloseTo(weightOf(results.slice(0, stated.length)), 9)
      expect(ofAuthor / weightOf(results)).toBeGreaterThan(0.7 - 1e-9)
      const ofOutput = weightOf(results.filter(({ subject }) => subject === 'output'))
      expect(ofAuthor / ofOutput).toBeGreaterThan(0.7 - 1e-9)
      expect(results.every(({ weight }) => weight > 0)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('an answer that passes what the author states beats one that does not, whatever is derived', () => {
  const prompt = 'Name three advantages of heat pumps in bullet points, at most 40 words.'
  const checks = [{ check: 'exact-match' as const, text: 'None.' }]
  const good = '- Heat pumps use little energy\n- Their main advantages: low running costs\n- They cool in summer'
  const score = (text: string) => evaluateByRules(prompt, prompt, stop(text), false, { checks }).score
  expect(score('None.')).toBeGreaterThan(score(good))
})

test('the checks that are derived weigh as ever where the author states none, or none that applies', () => {
  const prompt = 'Name three advantages of heat pumps in bullet points.'
  const weights = (stated?: object) =>
    evaluateByRules(prompt, prompt, stop('Text.'), false, stated).checks.map(({ weight }) => weight)
  expect(weights({ checks: [{ check: 'equals-expected' }] })).toEqual(weights())
  expect(weights({ checks: [{ check: 'equals-expected' }], expected: 'Text.' })).not.toEqual(weights())
})

test('every version of a run is judged by the same checks with the same weights', () => {
  fc.assert(
    fc.property(prompts, prompts, answers, answers, (author, rewrite, first, second) => {
      const shape = (prompt: string, text: string) =>
        evaluateByRules(author, prompt, stop(text)).checks.map(({ check, weight }) => [check, weight])
      expect(shape(rewrite, second)).toEqual(shape(author, first))
    }),
  )
})

test('a rewrite cannot lower the bar it is judged by', () => {
  const author = 'Describe the bees of the garden in at most 5 words.'
  const lowered = 'Describe anything in at most 500 words, in any language.'
  const text = 'Les abeilles de la ville font du miel dans le jardin de la ville.'
  const failing = (prompt: string) =>
    evaluateByRules(author, prompt, stop(text)).checks.filter(({ subject, passed }) => subject === 'output' && !passed)
  expect(failing(lowered)).toEqual(failing(author))
  expect(failing(lowered).map(({ check }) => check)).toEqual(['limits', 'key-terms', 'language'])
})

test('an empty answer scores nothing on any check of the answer', () => {
  const { checks: results } = evaluateByRules('Write about bees and honey.', 'Write about bees and honey.', stop(' \n'))
  const output = results.filter(({ subject }) => subject === 'output')
  expect(output.length).toBeGreaterThan(4)
  for (const { score, passed } of output) expect([score, passed]).toEqual([0, false])
})

test('a good answer beats a lazy one, and a lazy one beats a refusal', () => {
  const prompt = 'Name three advantages of heat pumps in bullet points, at most 40 words.'
  const score = (text: string) => evaluateByRules(prompt, prompt, stop(text)).score
  const good = score(
    '- Heat pumps use little energy\n- Their main advantages: low running costs\n- They cool in summer',
  )
  const lazy = score('Sure! Heat pumps have advantages such as low cost.')
  const refusal = score("I'm sorry, but I can't help with that.")
  expect(good).toBeGreaterThan(lazy)
  expect(lazy).toBeGreaterThan(refusal)
})

test('every check has a name of its own', () => {
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length)
  for (const { name, subject } of checks) expect(name.startsWith('prompt-')).toBe(subject === 'prompt')
})

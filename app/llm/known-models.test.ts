import { expect, test } from 'vitest'
import { loadConfig } from '../config.ts'
import { catalogue, knownModel } from './known-models.ts'
import { modelFacts } from './model-facts.ts'

const day = new Date('2026-11-23T12:00:00Z')
const rows = Object.entries(catalogue).flatMap(([provider, { models }]) =>
  Object.keys(models).map((name) => ({ provider: provider as keyof typeof catalogue, name })),
)

test('every row has a source, a date, and figures that can be true', () => {
  expect(rows.length).toBeGreaterThan(30)
  for (const { provider, name } of rows) {
    const known = knownModel(provider, name, day)
    expect([name, known?.prices?.source.startsWith('https://')]).toEqual([name, true])
    expect(known?.prices?.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    // Per million tokens in USD: a row in another unit would be off by a thousand or a million.
    expect(known?.prices?.input).toBeGreaterThanOrEqual(0.01)
    expect(known?.prices?.output).toBeLessThanOrEqual(200)
    expect(known?.prices?.output).toBeGreaterThanOrEqual(known?.prices?.input ?? 0)
    expect(known?.limits.contextTokens).toBeGreaterThan(100_000)
    expect(known?.limits.outputTokens).toBeGreaterThan(8_000)
  }
})

test('a dated snapshot is what its family is, unless it has a row of its own', () => {
  expect(knownModel('openai', 'gpt-5.2-2025-12-11', day)).toEqual(knownModel('openai', 'gpt-5.2', day))
  expect(knownModel('openai', 'gpt-4o-2024-08-06', day)?.endsOn).toBe('2027-01-14')
  expect(knownModel('openai', 'gpt-4o', day)?.endsOn).toBeUndefined()
})

test('a fine-tuned model can what its base can, and its price is not known', () => {
  const tuned = knownModel('openai', 'ft:gpt-4.1-mini:acme::x', day)
  expect(tuned).toMatchObject({ prices: null, limits: { outputTokens: 32_768 }, temperature: true })
})

test('an announced price holds from its day on', () => {
  const input = (at: string) => knownModel('gemini', 'gemini-4-argon', new Date(at))?.prices?.input
  expect(input('2026-11-30T23:59:59Z')).toBe(2)
  expect(input('2026-12-01T00:00:00Z')).toBe(4)
})

test.each(['gpt-7', 'constructor', '__proto__', ''])('nothing is known of %j', (name) => {
  expect(knownModel('openai', name, day)).toBeUndefined()
})

test('a model that the catalogue does not know has no price, and its family’s capabilities', () => {
  const facts = (name: string) => modelFacts('openai', name, { openAi: true, now: day })
  expect(facts('gpt-7')).toEqual({ prices: null, capabilities: { temperature: false, structuredOutput: true } })
  expect(facts('gpt-4.5').capabilities?.temperature).toBe(true)
})

test('another server’s price is not the provider’s, though the model has the same name', () => {
  const facts = modelFacts('openai', 'openai/gpt-5-mini', { openAi: false, now: day })
  expect(facts).toMatchObject({ prices: null, capabilities: { temperature: false, structuredOutput: false } })
  expect(facts.limits?.contextTokens).toBe(272_000)
})

test('the simulator costs nothing', () => {
  expect(modelFacts('simulator', 'rules-v1', { openAi: true, now: day }).prices).toMatchObject({ input: 0, output: 0 })
})

test('no model that is taken by default is announced to end', () => {
  const { OPENAI_MODEL, GEMINI_MODEL } = loadConfig({})
  for (const [provider, name] of [
    ['openai', OPENAI_MODEL],
    ['gemini', GEMINI_MODEL],
  ] as const) {
    const known = knownModel(provider, name, day)
    expect([name, known === undefined, known?.endsOn]).toEqual([name, false, undefined])
  }
})

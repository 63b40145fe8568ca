import { expect, test } from 'vitest'
import type { Language } from '../language/lexicon.ts'
import { lexiconOf } from '../language/lexicons.ts'
import { limitsOf } from './limits.ts'

const read = (text: string, language: Language) =>
  limitsOf(text, lexiconOf(language)).map(({ unit, min, max }) => `${unit} ${min}..${max}`)

test.each<[string, Language, string[]]>([
  ['in at most 50 words', 'en', ['word 0..50']],
  ['no more than three sentences', 'en', ['sentence 0..3']],
  ['under 100 characters', 'en', ['character 0..99']],
  ['at least 2 paragraphs', 'en', ['paragraph 2..Infinity']],
  ['more than 200 words', 'en', ['word 201..Infinity']],
  ['exactly five bullet points', 'en', ['bullet 5..5']],
  ['about 100 words', 'en', ['word 80..120']],
  ['a 200-word story', 'en', ['word 160..240']],
  ['in 100 words or less', 'en', ['word 0..100']],
  ['50 words max', 'en', ['word 0..50']],
  ['between 50 and 100 words', 'en', ['word 50..100']],
  ['2-3 sentences', 'en', ['sentence 2..3']],
  ['one or two sentences', 'en', ['sentence 1..2']],
  ['in one sentence', 'en', ['sentence 1..1']],
  ['up to 1,000 words', 'en', ['word 0..1000']],
  ['3 short creative bullet points', 'en', ['bullet 3..3']],
  ['Give me ten ideas', 'en', ['item 10..10']],
  ['at most 3 bullet points, each with no more than 10 words', 'en', ['bullet 0..3', 'word 0..10']],
  ['höchstens 80 Wörter', 'de', ['word 0..80']],
  ['in zwei Sätzen', 'de', ['sentence 2..2']],
  ['mindestens drei Stichpunkte', 'de', ['bullet 3..Infinity']],
  ['weniger als 1.000 Zeichen', 'de', ['character 0..999']],
  ['etwa 100 Wörter', 'de', ['word 80..120']],
  ['50 Wörter maximal', 'de', ['word 0..50']],
  ['en moins de 100 mots', 'fr', ['word 0..99']],
  ['en deux phrases', 'fr', ['sentence 2..2']],
  ['au maximum 5 puces', 'fr', ['bullet 0..5']],
  ['200 caractères maximum', 'fr', ['character 0..200']],
  ['como máximo 50 palabras', 'es', ['word 0..50']],
  ['al menos tres viñetas', 'es', ['bullet 3..Infinity']],
  ['cinco ideas', 'es', ['item 5..5']],
  ['entre 50 y 100 palabras', 'es', ['word 50..100']],
])('%j (%s) states %j', (text, language, limits) => {
  expect(read(text, language)).toEqual(limits)
})

test.each<[string, Language]>([
  ['Rewrite these 3 bullet points as prose.', 'en'],
  ['My essay is 500 words, tell me whether that is enough.', 'en'],
  ['The first 2 paragraphs are good.', 'en'],
  ['Explain the 3 steps of mitosis.', 'en'],
  ['Compare two points of view.', 'en'],
  ['What does one word tell about a person?', 'en'],
  ['Tell me about the year 1984 and 3 people.', 'en'],
  ['Was ein Wort bedeutet', 'de'],
  ['Kürze diese 3 Sätze.', 'de'],
  ['Que signifie un mot ?', 'fr'],
  ['Explica las 3 frases.', 'es'],
])('%j (%s) states no limit', (text, language) => {
  expect(read(text, language)).toEqual([])
})

test('keeps the author’s own words, on one line', () => {
  expect(limitsOf('Use at most\n50 words.', lexiconOf('en'))[0]?.stated).toBe('at most 50 words')
  expect(limitsOf('in 3 sentences', lexiconOf('en'))[0]?.stated).toBe('3 sentences')
})

test('of two limits of one unit the first counts', () => {
  expect(read('Use at most 50 words; the title has at most 5 words.', 'en')).toEqual(['word 0..50'])
})

test('knows no limits in a language without a lexicon', () => {
  expect(limitsOf('at most 50 words', null)).toEqual([])
})

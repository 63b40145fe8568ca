import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectLanguage } from './detect-language.ts'
import { lexiconOf, lexicons } from './lexicons.ts'

test.each([
  ['Write about our new product.', 'en'],
  ['The heat pump takes warmth from the air and brings it into the house.', 'en'],
  ['Schreibe einen Text über Wärmepumpen.', 'de'],
  ['Die Wärmepumpe holt die Wärme aus der Luft und bringt sie in das Haus.', 'de'],
  ["Écris un poème sur l'automne.", 'fr'],
  ["La pompe à chaleur prend la chaleur de l'air et l'apporte dans la maison.", 'fr'],
  ['Escribe un correo a mi jefe para pedir vacaciones.', 'es'],
  ['La bomba de calor toma el calor del aire y lo lleva a la casa.', 'es'],
  ['Scrivi una poesia sull’autunno e sulla pioggia nella città.', 'it'],
  ['Escreva um texto para a escola em Lisboa e não use palavras difíceis.', 'pt'],
  ['Schrijf een gedicht over de herfst en de regen in de stad.', 'nl'],
  ['写一首关于秋天和雨的诗。', 'zh'],
  ['秋と雨についての詩を書いてください。', 'ja'],
  ['가을과 비에 대한 시를 써 주세요.', 'ko'],
  ['Напиши стихотворение об осени.', 'cyrillic'],
  ['Γράψε ένα ποίημα για το φθινόπωρο.', 'greek'],
  ['اكتب قصيدة عن الخريف', 'arabic'],
  ['Explain PostgreSQL 東京 to me and my team', 'en'],
])('%j is %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})

test.each(['', '42', 'PostgreSQL', 'lorem ipsum dolor', '{"a": 1}'])(
  'says nothing about %j: too little to tell',
  (text) => {
    expect(detectLanguage(text)).toBeNull()
  },
)

test('never throws and always answers the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(detectLanguage(text)).toBe(detectLanguage(text))
    }),
  )
})

test('there is a lexicon for each language supported and for no other', () => {
  expect(lexicons.map(({ language }) => language)).toEqual(['en', 'de', 'fr', 'es'])
  expect(lexiconOf('fr')?.language).toBe('fr')
  expect(lexiconOf('it')).toBeNull()
  expect(lexiconOf(null)).toBeNull()
})

test('every pattern of every lexicon is a regular expression that does not match nothing', () => {
  const sources = lexicons.flatMap((lexicon) => {
    const { units, numbers, ...comparisons } = lexicon.limits
    return [
      lexicon.vagueWords,
      lexicon.asides,
      ...Object.values(lexicon.tasks),
      ...lexicon.formats.map(([, source]) => source),
      ...Object.values(comparisons),
      ...Object.values(units),
      ...Object.keys(numbers),
      ...Object.values(lexicon.labels),
      ...Object.values(lexicon.phrases),
      ...Object.values(lexicon.answers),
      ...Object.keys(lexicon.languageNames),
    ]
  })
  expect(sources.length).toBeGreaterThan(200)
  for (const source of sources) expect([source, new RegExp(`^(?:${source})$`, 'iu').test('')]).toEqual([source, false])
})

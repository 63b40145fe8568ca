import { expect, test } from 'vitest'
import { labelledQualities } from '../../analysis/prompt-qualities.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { languages, outputFormats, qualities, taskKinds } from '../../language/lexicon.ts'
import { wordingFor, wordings } from './wordings.ts'

const all = Object.entries(wordings)

test('there is a wording for each language that can be read', () => {
  expect(Object.keys(wordings)).toEqual([...languages])
})

test.each(all)(
  '%s: each heading is recognised as its quality and no other, so that a rule fires once',
  (_, wording) => {
    for (const quality of qualities)
      expect([...labelledQualities(`Text.\n\n## ${wording.headings[quality]}\nText.`)]).toEqual([quality])
    expect([...labelledQualities(`## ${wording.headings.request}\nText.`)]).toEqual([])
  },
)

test.each(all)('%s: no sentence of a section is taken for a heading', (_, wording) => {
  const sentences = [
    ...Object.values(wording.roles),
    ...Object.values(wording.forms),
    ...Object.values(wording.formsByKind),
    wording.placeholders,
    wording.doesAll,
    wording.covers('“x”'),
    wording.keepsTo('“x”'),
    wording.gaps,
    wording.material,
    wording.vague('“x”'),
    wording.noRemarks,
    wording.noRepetition,
    wording.noInvention,
    wording.length,
    wording.inLanguage,
    wording.doesTheWork,
    wording.isFinished,
  ]
  expect(sentences.length).toBeGreaterThan(taskKinds.length + outputFormats.length)
  for (const sentence of sentences) {
    expect([sentence, ...labelledQualities(`- ${sentence}`)]).toEqual([sentence])
    expect([sentence, ...labelledQualities(sentence)]).toEqual([sentence])
  }
})

test.each(all)('%s: all of it is in that language', (language, wording) => {
  const { gaps, material, noRemarks, noRepetition, noInvention, length, inLanguage, doesTheWork, isFinished } = wording
  for (const text of [
    gaps,
    material,
    noRemarks,
    noRepetition,
    noInvention,
    length,
    inLanguage,
    doesTheWork,
    isFinished,
  ])
    expect([text, detectLanguage(text)]).toEqual([text, language])
  expect(detectLanguage(Object.values(wording.formsByKind).join(' '))).toBe(language)
  expect(detectLanguage(Object.values(wording.forms).join(' '))).toBe(language)
})

test('falls back on English where there are no words of the language', () => {
  expect(wordingFor('de')).toBe(wordings.de)
  expect(wordingFor('it')).toBe(wordings.en)
  expect(wordingFor(null)).toBe(wordings.en)
})

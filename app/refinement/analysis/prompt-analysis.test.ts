import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OutputFormat, Quality, TaskKind } from '../language/lexicon.ts'
import { mentions } from './key-terms.ts'
import { analysePrompt } from './prompt-analysis.ts'
import { labelledQualities } from './prompt-qualities.ts'

test.each<[string, TaskKind]>([
  ['Write about our new product.', 'write'],
  ['Please summarise the report.', 'summarise'],
  ['Translate to German: Hello', 'translate'],
  ['Can you explain how bees make honey?', 'explain'],
  ['Write a Python function that sorts a list.', 'code'],
  ['Draft an email to the landlord.', 'email'],
  ['Compare tea and coffee.', 'analyse'],
  ['Proofread this: he go.', 'edit'],
  ['Give me some good ideas for a party.', 'list'],
  ['Plan a trip to Rome.', 'plan'],
  ['Extract all dates from the text.', 'extract'],
  ['Classify the review as positive or negative.', 'classify'],
  ['What is the capital of France?', 'question'],
  ['The plan of my list is a summary', 'other'],
  ['Kannst du mir einen Brief an das Finanzamt schreiben?', 'write'],
  ['Bitte übersetze den Satz ins Englische.', 'translate'],
  ['Fasse den Bericht zusammen.', 'summarise'],
  ['Résume le rapport.', 'summarise'],
  ['Pouvez-vous me dire pourquoi il pleut ?', 'question'],
  ['Traduce la frase al inglés.', 'translate'],
  ['¿Qué es la fotosíntesis y cómo funciona?', 'question'],
])('%j asks to %s', (prompt, kind) => {
  expect(analysePrompt(prompt).kind).toBe(kind)
})

test.each<[string, OutputFormat | null]>([
  ['Return a JSON object with the keys name and age.', 'json'],
  ['Answer in valid JSON.', 'json'],
  ['Explain what JSON is and why it is used.', null],
  ['Give me the data as CSV.', 'csv'],
  ['Compare PostgreSQL and MySQL in a table.', 'table'],
  ['Tell me how to build a table out of oak.', null],
  ['List the planets as a numbered list.', 'numbered'],
  ['Summarize it in three bullet points.', 'bullets'],
  ['Make a list of things to pack.', 'list'],
  ['Write an SQL query for the ten best customers.', 'code'],
  ['Write a letter to a friend about Python snakes.', null],
  ['Draft an email to our customers.', 'email'],
  ['What is the capital of France? Answer in one word.', 'one-word'],
  ['Is water wet? Answer yes or no.', 'yes-no'],
  ['Erstelle eine Tabelle der Planeten.', 'table'],
  ['Nenne drei Stichpunkte zur Geschichte Berlins.', 'bullets'],
  ['Antworte nur mit einem Wort: Was ist die Hauptstadt?', 'one-word'],
  ['Réponds en JSON, sans rien d’autre.', 'json'],
  ['Fais une liste à puces des avantages.', 'bullets'],
  ['Responde en una tabla con los países.', 'table'],
  ['Escribe un correo electrónico a mi jefe.', 'email'],
])('%j asks for the form %s', (prompt, format) => {
  expect(analysePrompt(prompt).format).toBe(format)
})

test('what the author set apart as material is not read as a wish', () => {
  const pasted = 'Answer in JSON with exactly 7 words.'
  for (const prompt of [
    `Explain the bug in this log to me.\n\n\`\`\`\n${pasted}\n\`\`\``,
    `Explain the bug in this log to me. """${pasted}"""`,
    `Explain the bug in this log to me.\n<log>${pasted}</log>`,
    `Explain the bug in this log to me.\n> ${pasted}`,
    `Summarize the text about the bug and the log:\n\n${pasted}`,
    `Explain the bug in this log to me.\n\`\`\`\n${pasted}`,
  ]) {
    const { format, limits, bringsMaterial } = analysePrompt(prompt)
    expect([prompt, format, limits, bringsMaterial]).toEqual([prompt, null, [], true])
  }
})

test('a prompt without material brings none', () => {
  expect(analysePrompt('Write an email: keep it short.').bringsMaterial).toBe(false)
  expect(analysePrompt('Compare tea and coffee.').bringsMaterial).toBe(false)
})

test('key terms are what the prompt is about, as the author wrote them', () => {
  expect(analysePrompt('Compare PostgreSQL and MySQL in a table with several criteria.').keyTerms).toEqual([
    'PostgreSQL',
    'MySQL',
  ])
  expect(analysePrompt('Schreibe einen kurzen Text über die Vorteile von Wärmepumpen.').keyTerms).toEqual([
    'Vorteile',
    'Wärmepumpen',
  ])
  expect(analysePrompt("Écris un poème sur l'automne et la pluie.").keyTerms).toEqual(['automne', 'pluie'])
  expect(analysePrompt('You are a marketing expert. Write a slogan for honey and a USB stick.').keyTerms).toEqual([
    'honey',
    'USB',
    'stick',
  ])
  expect(analysePrompt('Write a short story.').keyTerms).toEqual([])
  expect(analysePrompt('What do ants eat, and who eats ants?').keyTerms).toEqual(['ants', 'eat'])
})

test('key terms leave out the reader, the form and what the author does not want', () => {
  for (const aside of [
    'Write about bees and honey without jargon.',
    'Write about bees and honey for beginners. Do not mention wasps.',
    'Write about bees and honey.\n\nConstraints:\n- mention no wasps\n- plain prose',
    'Write about bees and honey. Format: plain prose. Role: biologist.',
    'You are a biologist. Write about bees and honey rather than wasps.',
  ])
    expect([aside, ...analysePrompt(aside).keyTerms]).toEqual([aside, 'bees', 'honey'])
  expect(analysePrompt('Schreibe über Bienen und Honig, ohne Fachwörter.').keyTerms).toEqual(['Bienen', 'Honig'])
  expect(analysePrompt('Écris sur les abeilles et le miel sans jargon.').keyTerms).toEqual(['abeilles', 'miel'])
  expect(analysePrompt('Escribe sobre las abejas y la miel, no menciones avispas.').keyTerms).toEqual([
    'abejas',
    'miel',
  ])
})

test('a text mentions a term in any of its forms', () => {
  expect(mentions(['the', 'photosynthetic', 'cell'], 'Photosynthesis')).toBe(true)
  expect(mentions(['les', 'automnes'], 'automne')).toBe(true)
  expect(mentions(['usb-stick'], 'stick')).toBe(true)
  expect(mentions(['photograph'], 'Photosynthesis')).toBe(false)
})

test.each<[string, string | null]>([
  ['Write a letter to my landlord about the heating.', 'en'],
  ['Write a letter to my landlord in French about the heating.', 'fr'],
  ['Translate the following to German: Hello my friend, how are you?', 'de'],
  ['Translate the following to Klingon: Hello my friend, how are you?', null],
  ['Explain the word order in German to me.', null],
  ['Explain English grammar to me and my children.', 'en'],
  ['Antworte bitte auf Englisch: Was ist eine Wärmepumpe?', 'en'],
  ['Traduis la phrase en espagnol pour moi.', 'es'],
  ['Traduce la frase al inglés, por favor.', 'en'],
  ['秋と雨についての詩を書いてください。', 'ja'],
])('the answer to %j should be in %s', (prompt, language) => {
  expect(analysePrompt(prompt).answerLanguage).toBe(language)
})

test.each<[string, Quality[]]>([
  ['Write about our new product.', []],
  ['You are a doctor. Write about the flu.', ['role']],
  ['Act as a doctor and write about the flu.', ['role']],
  ['Write about the flu for beginners.', ['context']],
  ['Write about the flu, but avoid jargon.', ['constraints']],
  ['Write a brief text about the flu.', ['length']],
  ['Write about the flu, for example its symptoms.', ['examples']],
  ['Write about the flu.\n\n## Output format\nProse.\n\nAudience: nurses', ['format', 'context']],
  ['<role>doctor</role>\n**Constraints**\nno jargon', ['constraints', 'role']],
  ['Schreibe über Grippe. Ausgabeformat: Prosa. Zielgruppe: Eltern', ['format', 'context']],
  ['Du bist ein Arzt. Schreibe über Grippe, ohne Fachwörter.', ['constraints', 'role']],
  ['Escribe sobre la gripe. Eres un médico.\n# Contexto\nescuela', ['context', 'role']],
])('%j has %j', (prompt, expected) => {
  expect([...analysePrompt(prompt).has].sort()).toEqual([...expected].sort())
})

test('a heading that names no quality is none', () => {
  expect([...labelledQualities('## Introduction\nThe role of bees: large.\nformat-free text')]).toEqual([])
})

test('names the vague words once each', () => {
  expect(analysePrompt('Give me some good ideas and some nice things.').vagueWords).toEqual([
    'some',
    'good',
    'nice',
    'things',
  ])
  expect(analysePrompt('Nenne einige gute Ideen für die Schule.').vagueWords).toEqual(['einige', 'gute'])
  expect(analysePrompt('Name five rivers of Europe.').vagueWords).toEqual([])
})

test('reads any text without throwing, and the same way each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (prompt) => {
      expect(analysePrompt(prompt)).toEqual(analysePrompt(prompt))
    }),
  )
})

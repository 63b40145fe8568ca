import { expect, test } from 'vitest'
import type { OutputFormat } from '../../language/lexicon.ts'
import { expectationsOf } from '../expectations.ts'
import { format } from './format.ts'

/** A prompt that asks for each form; a test below holds that it does. */
const asking: Readonly<Record<OutputFormat, string>> = {
  json: 'Return a JSON object with name and age.',
  csv: 'Give me the planets as CSV.',
  table: 'Compare tea and coffee in a table.',
  numbered: 'Explain it as a numbered list.',
  bullets: 'Explain it in bullet points.',
  list: 'Make a list of planets.',
  code: 'Write a Python function that adds.',
  email: 'Draft an email to Ann.',
  'one-word': 'What is the capital of France? Answer in one word.',
  'yes-no': 'Is water wet? Answer yes or no.',
}

const run = (asked: OutputFormat, text: string) => {
  const expectations = expectationsOf(asking[asked])
  expect(expectations.author.format).toBe(asked)
  expect(format.applies(expectations)).toBe(true)
  return format.run({ prompt: asking[asked], text, finishReason: 'stop' }, expectations)
}

test.each<[OutputFormat, string]>([
  ['json', '{"name": "Ada", "age": 36}'],
  ['json', '  [1, 2]\n'],
  ['json', '```json\n{"name": "Ada"}\n```'],
  ['csv', 'name,size\nMars,1\nVenus,2'],
  ['csv', 'name;size\n"Mars; red";1'],
  ['csv', '```csv\nname,size\nMars,1\n```'],
  ['table', '| a | b |\n|---|:-:|\n| 1 | 2 |'],
  ['table', 'a | b\n--- | ---\n1 | 2'],
  ['table', 'Here:\n<table><tr><td>1</td></tr></table>'],
  ['numbered', '1. one\n2. two'],
  ['bullets', 'Text:\n- one\n- two'],
  ['bullets', '• one'],
  ['list', '1) one\n2) two'],
  ['list', '* one\n* two'],
  ['code', 'Use this:\n```python\ndef add(a, b):\n    return a + b\n```'],
  ['email', 'Subject: Bees\n\nDear Ann,\n\nthe bees are here.\n\nBest\nBob'],
  ['email', '**Betreff:** Bienen\n\nHallo Ann,\n\ndie Bienen sind da.'],
  ['one-word', 'Paris.'],
  ['one-word', '**Paris**'],
  ['yes-no', 'Yes.'],
  ['yes-no', '"No", because it makes wet.'],
  ['yes-no', 'Ja'],
])('%s accepts %j', (asked, text) => {
  expect(run(asked, text)).toMatchObject({ score: 1, passed: true })
})

test.each<[OutputFormat, string, number]>([
  ['json', 'Here is the JSON:\n```json\n{"name": "Ada"}\n```', 0.5],
  ['json', 'The object {"name": "Ada"} is valid.', 0.5],
  ['json', "{'name': 'Ada'}", 0],
  ['json', '{"name": "Ada"', 0],
  ['json', 'Ada is 36.', 0],
  ['csv', 'name,size', 0],
  ['csv', 'name,size\nMars', 0],
  ['csv', 'Mars is small.\nVenus is not.', 0],
  ['table', '| a | b |\n| 1 | 2 |', 0.5],
  ['table', 'Tea is mild, coffee is strong.', 0],
  ['table', '---\n---\n---', 0],
  ['numbered', '- one\n- two', 0],
  ['bullets', 'one, two', 0],
  ['bullets', '1. one', 0],
  ['list', 'one, two and three', 0],
  ['code', 'function add(a, b) {\n  return a + b;\n}', 0.5],
  ['code', 'Add the two numbers', 0],
  ['email', 'Dear Ann,\n\nthe bees are here.', 0.5],
  ['email', 'The bees are here.', 0],
  ['one-word', 'It is Paris', 0.3333],
  ['one-word', '', 0],
  ['yes-no', 'Water is wet, yes.', 0],
  ['yes-no', 'Nobody knows.', 0],
])('%s rejects %j with %d', (asked, text, score) => {
  const finding = run(asked, text)
  expect(finding.passed).toBe(false)
  expect(finding.score).toBeCloseTo(score, 3)
  expect(finding.feedback).toMatch(/^Expected .+, found /)
})

test('does not apply where the author named no form', () => {
  expect(format.applies(expectationsOf('Write about our new product.'))).toBe(false)
})

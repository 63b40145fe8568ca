import { expect, test } from 'vitest'
import { expectationsOf } from '../expectations.ts'
import { promptForm } from './prompt-form.ts'

const author = 'Compare PostgreSQL and MySQL in a table with several criteria.'
const run = (name: string, prompt: string, of = author) => {
  const check = promptForm.find((candidate) => candidate.name === name)
  const expectations = expectationsOf(of)
  expect(check?.applies(expectations)).toBe(true)
  return check?.run({ prompt, text: '', finishReason: 'stop' }, expectations).passed
}

test.each([
  ['prompt-criteria', '## Success criteria\n- complete'],
  ['prompt-constraints', 'Constraints: none'],
  ['prompt-context', '**Audience**: developers'],
  ['prompt-wording', '<definitions>several means five</definitions>'],
  ['prompt-length', '# Length\nShort.'],
  ['prompt-examples', '## Example of the form\n| a |'],
  ['prompt-role', 'Role: analyst'],
])('%s rejects the bare prompt and accepts it with %j', (name, section) => {
  expect(run(name, author)).toBe(false)
  expect(run(name, `${author}\n\n${section}`)).toBe(true)
})

test('what the author says without a heading counts in every version', () => {
  expect(run('prompt-format', author)).toBe(true)
  expect(run('prompt-role', 'x', 'You are an analyst. Compare tea and coffee.')).toBe(true)
})

test('a word of an added section is not taken for what only a heading can say', () => {
  expect(run('prompt-constraints', `${author}\n\n## Length\nOnly what must be said, without padding.`)).toBe(false)
})

test('prompt-size allows 250 words or twice the author’s, then falls off', () => {
  const size = promptForm.find(({ name }) => name === 'prompt-size')
  const finding = (words: number, of: string) =>
    size?.run({ prompt: 'word '.repeat(words), text: '', finishReason: 'stop' }, expectationsOf(of))
  expect(finding(250, author)?.score).toBe(1)
  expect(finding(251, author)?.passed).toBe(false)
  expect(finding(375, author)?.score).toBe(0.5)
  expect(finding(1_000, author)?.score).toBe(0)
  expect(finding(600, 'word '.repeat(300))?.score).toBe(1)
})

test('a prompt in a language that cannot be read is judged by its size alone', () => {
  const expectations = expectationsOf('Напиши стихотворение об осени и дожде.')
  expect(promptForm.filter((check) => check.applies(expectations)).map(({ name }) => name)).toEqual(['prompt-size'])
})

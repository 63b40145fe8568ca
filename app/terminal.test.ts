import { expect, test } from 'vitest'
import { greetingOf } from './terminal.ts'

test('names the place, and says when the simulator answers', () => {
  expect(greetingOf('http://127.0.0.1:8080', 'simulator:rules-v1')).toMatch(
    /^MPLA is at http:\/\/127\.0\.0\.1:8080\. The simulator answers, which is not a language model; set OPENAI_API_KEY/,
  )
})

test('names the model that is asked', () => {
  const greeting = greetingOf('http://127.0.0.1:8080', 'openai:gpt-5-mini')
  expect(greeting).toContain('openai:gpt-5-mini')
  expect(greeting).not.toMatch(/simulator/i)
})

test.each(['http://0.0.0.0:8080', 'http://[::]:8080'])('a person cannot open %s, but localhost', (origin) => {
  expect(greetingOf(origin, 'openai:x')).toContain('http://localhost:8080')
})

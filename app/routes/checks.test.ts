import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const url = '/api/v1/checks'

async function tried(payload: unknown) {
  const { app } = await buildTestServer()
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({ method: 'POST', url: `${url}/try`, headers, payload: JSON.stringify(payload) })
  return { status: answer.statusCode, body: answer.json() }
}

test('lists every check with its parameters', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject(url)
  expect(answer.statusCode).toBe(200)
  const { checks } = answer.json()
  expect(checks.length).toBeGreaterThan(40)
  expect(checks.find(({ check }: { check: string }) => check === 'code-block')).toEqual({
    check: 'code-block',
    group: 'Structure',
    description: 'The answer has a fenced code block that is closed and not empty',
    needsExpected: false,
    parameters: [
      { name: 'language', kind: 'text', required: false, description: 'Its language, as written after the fence', maximum: 30 },
      { name: 'only', kind: 'flag', required: false, description: 'true: nothing but the block', default: false },
      { name: 'name', kind: 'text', required: false, description: expect.any(String), maximum: 60 },
      { name: 'weight', kind: 'number', required: false, description: expect.any(String), default: 1, minimum: 0.1, maximum: 100 },
    ],
    example: { check: 'code-block', language: 'python' },
  }) // biome-ignore format: a table
})

test('tries checks on a text', async () => {
  const checks = [
    { check: 'bullet-count', exactly: 3 },
    { check: 'contains', text: 'honey', name: 'Says honey', weight: 3 },
  ]
  const { status, body } = await tried({ checks, text: '- Bees\r\n- Honey\r\n- honey\r\n- Wax' })
  expect(status).toBe(200)
  expect(body).toEqual({
    passed: false,
    score: 0.9167,
    checks: [
      {
        check: 'author-bullet-count',
        subject: 'output',
        weight: 1,
        score: 0.6667,
        passed: false,
        feedback: 'Expected exactly 3 bullet points, found 4',
      },
      {
        check: 'Says honey',
        subject: 'output',
        weight: 3,
        score: 1,
        passed: true,
        feedback: 'The answer contains “honey”',
      },
    ],
  })
})

test('compares with the expected answer where one is given', async () => {
  const checks = [{ check: 'equals-expected' }]
  expect((await tried({ checks, text: 'The bees.', expected: 'bees' })).body).toMatchObject({ passed: true, score: 1 })
  expect(await tried({ checks, text: 'The bees.' })).toMatchObject({
    status: 400,
    body: { message: 'checks/0 (equals-expected): expected an expected answer to compare with, found none; give one' },
  })
})

test.each([
  [{ checks: [], text: '' }, /^body\/checks must not have fewer than 1 items/],
  [{ checks: [{ check: 'word-count', min: -1 }], text: '' }, /^body\/checks\/0\/min must be >= 0; got -1$/],
  [{ checks: [{ check: 'regex', pattern: '(?<=a)b' }], text: '' }, /^checks\/0 \(regex\): the expression .*RE2 knows no look-around/],
  [{ checks: [{ check: 'title' }, { check: 'word-count' }], text: '' }, /^checks\/1 \(word-count\): expected min, max or exactly/],
  [{ checks: [{ min: 1 }], text: '' }, /^body\/checks\/0 must have the key "check"$/],
  [{ checks: [{ check: 'title' }] }, /^body must have the key "text"$/],
])('%j is refused: %s', async (payload, message) => {
  const { status, body } = await tried(payload)
  expect([status, body.code]).toEqual([400, 'INVALID_REQUEST'])
  expect(body.message).toMatch(message)
}) // biome-ignore format: a table

test('thirty checks that are wrong are told in a few sentences', async () => {
  const checks = Array.from({ length: 30 }, () => ({ check: 'word-count', min: 'x', max: 'y', size: 1 }))
  const { body } = await tried({ checks, text: '' })
  expect(body.message.length).toBeLessThan(2_000)
})

test('a value nested without end is an error of the request, not of the server', async () => {
  const { app } = await buildTestServer()
  const nested = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
  const payload = `{"checks":[{"check":"json-value","path":"","equals":${nested}}],"text":"1"}`
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({ method: 'POST', url: `${url}/try`, headers, payload })
  expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/at most 100 levels deep/)])
})

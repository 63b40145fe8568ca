import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newSecret, signedHeaders } from './sign.ts'

test('signs as the libraries of Standard Webhooks do', () => {
  // The vector of their tests.
  const headers = signedHeaders(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  )
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('makes secrets of 32 random bytes', () => {
  const [a, b] = [newSecret(), newSecret()]
  expect(Buffer.from(a.slice('whsec_'.length), 'base64')).toHaveLength(32)
  expect(a).not.toBe(b)
})

const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')
const block = (language: string) => page.match(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``))?.[1] ?? ''

const run = {
  js: (source: string, args: string) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', `${source}\nconst [s, h, b] = ${args}\nconsole.log(verify(s, h, b))`]), // biome-ignore format: one call
  python: (source: string, args: string) =>
    execFileSync('python3', ['-c', `${source}\nimport json\ns, h, b = json.loads(${JSON.stringify(args)})\nprint(str(verify(s, h, b.encode())).lower())`]), // biome-ignore format: one call
}

test.each(['js', 'python'] as const)('the page’s example in %s takes what we sign, and nothing else', (language) => {
  const secret = newSecret()
  const body = '{"type":"refinement.completed","text":"Zoë’s 🙂"}'
  const headers = signedHeaders(secret, 'msg_1', new Date(), body)
  const old = signedHeaders(secret, 'msg_1', new Date(Date.now() - 600_000), body)
  const verified = (...args: [string, Record<string, string>, string]) =>
    run[language](block(language), JSON.stringify(args)).toString().trim()
  const rotated = { ...headers, 'webhook-signature': `v1,${'A'.repeat(43)}= ${headers['webhook-signature']}` }
  expect([
    verified(secret, headers, body),
    verified(secret, rotated, body),
    verified(secret, headers, `${body} `),
    verified(newSecret(), headers, body),
    verified(secret, { ...headers, 'webhook-id': 'msg_2' }, body),
    verified(secret, old, body),
  ]).toEqual(['true', 'true', 'false', 'false', 'false', 'false'])
})

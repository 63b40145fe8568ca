import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellLines } from './shell-lines.ts'

test('a shell gets values as they are, and no empty ones, which the AWS CLI takes for a profile that is missing', () => {
  const text = `it's "two" $words`
  const script = `${shellLines({ GIVEN: text, AWS_PROFILE: '' }).join('\n')}\nprintf '%s|%s' "$GIVEN" "\${AWS_PROFILE-gone}"`
  const env = { PATH: '/usr/bin:/bin', AWS_PROFILE: 'a-real-account' }
  expect(execFileSync('sh', ['-c', script], { env, encoding: 'utf8' })).toBe(`${text}|gone`)
})

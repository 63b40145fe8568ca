import { expect, test } from 'vitest'
import { policyWithTls } from './bucket-policy.ts'

const arn = 'arn:aws:s3:::mpla-state'
const parse = (text: string | undefined) => JSON.parse(text ?? '{}') as { Statement: Record<string, unknown>[] }

test('a bucket without a policy gets one that refuses everything without TLS, to everybody', () => {
  expect(parse(policyWithTls(undefined, arn))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RefuseWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  })
})

test('what is so already is not written again, in whatever order AWS gives it back', () => {
  const [own] = parse(policyWithTls(undefined, arn)).Statement
  const turned = Object.fromEntries(Object.entries(own ?? {}).toReversed())
  expect(policyWithTls(JSON.stringify({ Statement: [turned], Version: '2012-10-17' }), arn)).toBeUndefined()
  expect(policyWithTls(JSON.stringify({ Statement: turned }), arn)).toBeUndefined()
})

test('statements of others stay, and a weakened one of ours is put right', () => {
  const theirs = { Sid: 'Audit', Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 's3:GetObject' }
  const weak = { Sid: 'RefuseWithoutTls', Effect: 'Allow' }
  const { Statement } = parse(policyWithTls(JSON.stringify({ Version: '2012-10-17', Statement: [weak, theirs] }), arn))
  expect(Statement).toEqual([theirs, expect.objectContaining({ Sid: 'RefuseWithoutTls', Effect: 'Deny' })])
})

test('a policy for another bucket is not ours', () => {
  expect(policyWithTls(policyWithTls(undefined, 'arn:aws:s3:::other'), arn)).toContain(`${arn}/*`)
})

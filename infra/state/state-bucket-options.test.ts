import { expect, test } from 'vitest'
import { readStateBucketOptions, stateBucketHelp } from './state-bucket-options.ts'

const kmsKey = 'arn:aws:kms:eu-west-1:123456789012:key/0c3f'

test('a name and a region are enough', () => {
  expect(readStateBucketOptions(['mpla-state-7', '--region', 'eu-west-1'])).toEqual({
    name: 'mpla-state-7',
    region: 'eu-west-1',
    kmsKey: undefined,
    adopt: false,
  })
})

test('every flag does its own thing', () => {
  expect(readStateBucketOptions(['--adopt', 'abc', '--region', 'us-gov-west-1', '--kms-key', kmsKey])).toEqual({
    name: 'abc',
    region: 'us-gov-west-1',
    kmsKey,
    adopt: true,
  })
})

const region = ['--region', 'eu-west-1']
test.each([
  [region, /Expected the name of one bucket, got 0/],
  [['one', 'two', ...region], /got 2/],
  [['ab', ...region], /3 to 63.*got ab/],
  [['x'.repeat(64), ...region], /3 to 63/],
  [['Mpla', ...region], /lower-case.*got Mpla/],
  [['mpla.state', ...region], /got mpla\.state/],
  [['-mpla', ...region], /./],
  [['mpla-state'], /Expected --region .*got none/],
  [['mpla-state', '--region', 'Ireland'], /got Ireland/],
  [['mpla-state', ...region, '--kms-key', 'alias/mpla'], /Expected --kms-key.*got alias\/mpla/],
  [['mpla-state', ...region, '--force'], /--force/],
])('%j is refused', (args, message) => {
  expect(() => readStateBucketOptions(args)).toThrow(message)
})

test('help names every flag', () => {
  expect(readStateBucketOptions(['--help'])).toBe('help')
  for (const flag of ['--region', '--kms-key', '--adopt', '--help']) expect(stateBucketHelp).toContain(flag)
})

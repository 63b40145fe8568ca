import { expect, test } from 'vitest'
import { openState } from './state.ts'

/** What the CLI and its backends print. */
const said = [
  ["error: no stack named 'prod' found", /pulumi stack init prod/],
  ['error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions', /pulumi login s3:/],
  ['error: constructing secrets manager: get stack secrets manager: incorrect passphrase', /PULUMI_CONFIG_PASSPHRASE/],
  ['error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE', /PULUMI_CONFIG_PASSPHRASE/],
  ['error: the stack is currently locked by 1 lock(s). Either wait', /pulumi cancel --stack prod/],
  ['error: [409] Conflict: Another update is currently in progress.', /pulumi cancel --stack prod/],
  ['NoSuchBucket: The specified bucket does not exist', /npm run state-bucket/],
  ['error: something new', /Pulumi could not open the stack/],
] as const

test.each(said)('%s', async (text, advice) => {
  const opening = openState('prod', () => Promise.reject(new Error(text)))
  await expect(opening).rejects.toThrow(advice)
  await expect(opening, 'Pulumi’s own words').rejects.toThrow(text)
})

test('what opens is handed on', async () => {
  expect(await openState('prod', async () => 7)).toBe(7)
})

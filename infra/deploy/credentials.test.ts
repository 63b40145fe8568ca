import { expect, test } from 'vitest'
import { checkCredentials } from './credentials.ts'
import { accountWith } from './test-support/account.ts'

/** An error as the SDK throws it: what it is stands in its name. */
const named = (name: string, message: string) => Object.assign(new Error(message), { name })
const failing = (error: Error) => checkCredentials(accountWith({ identity: () => Promise.reject(error) }))

test('good credentials tell account and region', async () => {
  expect(await checkCredentials(accountWith())).toMatchObject({ account: '123456789012', region: 'eu-west-1' })
})

test.each([
  [
    'CredentialsProviderError',
    'Could not load credentials',
    /There are no AWS credentials.*aws sso login.*AWS_PROFILE/,
  ],
  ['ExpiredToken', 'The security token is expired', /ran out.*aws sso login/],
  ['ExpiredTokenException', 'expired', /ran out/],
  ['InvalidClientTokenId', 'The security token is invalid', /does not know the access key/],
  ['SignatureDoesNotMatch', 'no match', /secret key does not fit/],
  ['RequestExpired', 'too old', /clock/],
  ['AccessDenied', 'explicit deny', /administers the account/],
  ['Error', 'Region is missing', /pulumi config set aws:region.*AWS_REGION/],
  ['TimeoutError', 'connect ETIMEDOUT', /network/],
])('%s says what to do', async (name, message, advice) => {
  await expect(failing(named(name, message))).rejects.toThrow(advice)
})

test('the words of AWS stay in it', async () => {
  await expect(failing(named('AccessDenied', 'with an explicit deny'))).rejects.toThrow(
    'AWS said: AccessDenied: with an explicit deny',
  )
})

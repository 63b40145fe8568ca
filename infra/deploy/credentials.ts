import type { Account, Identity } from './account.ts'
import { DeployFailure, messageOf } from './failure.ts'

/**
 * Asks AWS whose credentials these are: the first call, which changes nothing and which every identity may make.
 * @throws DeployFailure that says what to do when there are none, or when they ran out or are refused
 */
export async function checkCredentials(account: Account): Promise<Identity> {
  try {
    return await account.identity()
  } catch (error) {
    throw new DeployFailure(credentialsAdvice(error), { cause: error })
  }
}

const renew =
  'Renew them (`aws sso login`, or new keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN) and run again.'

/** By the names of the SDK's and of AWS's errors. */
const advice: Readonly<Record<string, string>> = {
  CredentialsProviderError: `There are no AWS credentials here. Log in with \`aws sso login\`, choose a profile by AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
  ExpiredToken: `The AWS credentials ran out. ${renew}`,
  ExpiredTokenException: `The AWS credentials ran out. ${renew}`,
  RequestExpired: 'AWS finds the request too old: set the clock of this machine, and run again.',
  InvalidClientTokenId: `AWS does not know the access key. ${renew}`,
  UnrecognizedClientException: `AWS does not know the access key. ${renew}`,
  SignatureDoesNotMatch: `The secret key does not fit the access key, or the clock of this machine is wrong. ${renew}`,
  AccessDenied: 'AWS refuses these credentials. Ask whoever administers the account.',
}

function credentialsAdvice(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  const text = messageOf(error)
  if (/region is missing/i.test(text))
    return 'No region is known. Set it for the stack, `pulumi config set aws:region eu-west-1`, or for this shell by AWS_REGION.'
  const what =
    advice[name] ?? 'AWS could not be asked whose credentials these are: is the network up, and the region right?'
  return `${what}\nAWS said: ${name === '' ? '' : `${name}: `}${text}`
}

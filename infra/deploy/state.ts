import { DeployFailure, messageOf } from './failure.ts'
import { runbookPages } from './runbook-pages.ts'

/**
 * Opens the stack in the operator's state backend.
 * @throws DeployFailure that says which command mends it
 */
export async function openState<Opened>(stack: string, open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open()
  } catch (error) {
    throw new DeployFailure(stateAdvice(stack, messageOf(error)), { runbook: runbookPages.state, cause: error })
  }
}

/** What Pulumi says, and what to do about it. */
const advice: readonly (readonly [said: RegExp, advice: (stack: string) => string])[] = [
  [
    /no stack named/i,
    (stack) => `There is no stack ${stack} in this state backend. Make it: pulumi stack init ${stack}`,
  ],
  [
    /not logged in|PULUMI_ACCESS_TOKEN must be set|no credentials|invalid access token/i,
    () =>
      'Pulumi does not know where the state is. Log in: pulumi login s3://BUCKET (or: pulumi login, for Pulumi Cloud)',
  ],
  [
    /incorrect passphrase/i,
    () =>
      'The passphrase is not the one the stack was made with: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.',
  ],
  [
    /passphrase must be set/i,
    () => 'The secrets are encrypted with a passphrase: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.',
  ],
  [
    /currently locked by|another update is currently in progress/i,
    (stack) =>
      `Somebody else is deploying this stack, or was cut off while doing so. When nobody is: pulumi cancel --stack ${stack}`,
  ],
  [
    /NoSuchBucket|bucket.*(not exist|not found)/i,
    () => 'There is no such bucket. Make it: npm run state-bucket -- NAME --region REGION',
  ],
]

/** Pulumi's words with the line that mends it in front, where it is known. */
function stateAdvice(stack: string, said: string): string {
  const known = advice.find(([pattern]) => pattern.test(said))?.[1](stack)
  return `${known ?? 'Pulumi could not open the stack.'}\nPulumi said: ${said.trim()}`
}

// A job of GitHub Actions at an emulated account: its token, and the credentials that it gets for it.
import { githubIssuer } from '../plan/github-roles.ts'
import { awsQuery, elements } from './aws-calls.ts'
import type { Emulator } from './start-emulator.ts'

/** Makes the account know GitHub's identities, which is done once in an account. */
export async function addGithubProvider(emulator: Emulator): Promise<void> {
  await awsQuery({ url: emulator.url, service: 'iam', region: 'us-east-1' }, 'CreateOpenIDConnectProvider', {
    Url: `https://${githubIssuer}`,
    'ClientIDList.member.1': 'sts.amazonaws.com',
  })
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * The emulator as a job sees it that has taken a role.
 * @param subject what GitHub's token says of the job, e.g. `repo:example/mpla:environment:dev`
 * @throws Error when the role does not trust the job
 */
export async function asGithubJob(emulator: Emulator, roleName: string, subject: string): Promise<Emulator> {
  const token = { iss: `https://${githubIssuer}`, aud: 'sts.amazonaws.com', sub: subject }
  const answer = await awsQuery({ url: emulator.url, service: 'sts' }, 'AssumeRoleWithWebIdentity', {
    RoleArn: `arn:aws:iam::123456789012:role/${roleName}`,
    RoleSessionName: 'job',
    // The emulator checks no signature.
    WebIdentityToken: `${part({ alg: 'none' })}.${part(token)}.`,
  })
  const [AWS_ACCESS_KEY_ID = ''] = elements(answer, 'AccessKeyId')
  const [AWS_SECRET_ACCESS_KEY = ''] = elements(answer, 'SecretAccessKey')
  const [AWS_SESSION_TOKEN = ''] = elements(answer, 'SessionToken')
  const credentials = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }
  return { ...emulator, envVars: { ...emulator.envVars, ...credentials } }
}

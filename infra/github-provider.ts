import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { githubIssuer } from './plan/github-roles.ts'

/**
 * Makes sure that the account knows GitHub's identities. There is one such provider in an account, so no stack makes it:
 * the second would fail, and whichever made it would take it from the others when it is destroyed.
 * @throws pulumi.RunError with the command that makes it
 */
export async function requireGithubProvider(): Promise<void> {
  try {
    await aws.iam.getOpenIdConnectProvider({ url: `https://${githubIssuer}` })
  } catch (error) {
    throw new pulumi.RunError(
      [
        `Expected the account to have an OpenID Connect provider for ${githubIssuer}, because mpla:githubRepository is set.`,
        `It was not found: ${error instanceof Error ? error.message : String(error)}`,
        'Once for each account:',
        `  aws iam create-open-id-connect-provider --url https://${githubIssuer} --client-id-list sts.amazonaws.com`,
      ].join('\n'),
    )
  }
}

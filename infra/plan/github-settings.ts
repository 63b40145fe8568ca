import { optionalText } from './setting.ts'

/** Deployment by GitHub Actions. */
export const githubSettings = {
  githubRepository: optionalText(
    /^[\w.-]+\/[\w.-]+$|^[\w.-]+@\d+\/[\w.-]+@\d+$/,
    'a repository as OWNER/NAME, or as OWNER@ID/NAME@ID',
    {
      description:
        "GitHub repository whose workflows deploy the stack; makes their roles. With the numeric ids where GitHub's tokens have them, as for every repository made after 15 July 2026",
      example: 'example@9919/mpla@123456789',
    },
  ),
  stateBucket: optionalText(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of an S3 bucket', {
    description: "Bucket that holds Pulumi's state, which the roles for GitHub may then use",
    example: 'example-pulumi-state',
  }),
  stateKey: optionalText(/^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a KMS key', {
    description: "Key that encrypts the secrets in Pulumi's state, which the roles for GitHub may then use",
    example: 'arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-4567-89ab-0123456789ab',
  }),
} as const

/** What to type once the bucket is there. */
export const nextSteps = (name: string, region: string): readonly string[] => [
  '',
  'Next, log in and make the stack. Its secrets are encrypted by a passphrase, or by a key of KMS (1 USD a month; nobody has to know it):',
  `  pulumi login 's3://${name}?region=${region}'`,
  '  pulumi stack init prod                                       # asks for a passphrase',
  `  pulumi stack init prod --secrets-provider 'awskms://alias/mpla-state?region=${region}'`,
  'docs/state.md says how to make that key, who needs which permission, and how state is restored.',
]

import type { PolicyResource, Rule } from '../rule.ts'
import { type Statement, statementsOf } from '../statements.ts'

const hasKey = ({ conditions }: Statement, ...keys: readonly string[]) =>
  conditions.some(({ key }) => keys.includes(key))

/** Conditions that keep other customers' resources from using a service as their arm. */
const isForThisAccount = (statement: Statement) => hasKey(statement, 'aws:sourceaccount', 'aws:sourcearn')

/** Of the claims that a provider of identities signs: for whom the token is, and who it is about, not as a bare `*`. */
const namesSubject = ({ conditions }: Statement) =>
  conditions.some(({ key }) => key.endsWith(':aud')) &&
  conditions.some(
    ({ key, values }) => key.endsWith(':sub') && values.length > 0 && !values.some((each) => /^\*?$/.test(each)),
  )

function wrongTrust(statement: Statement): readonly string[] {
  return statement.principals.flatMap((principal) => {
    if (/^(\*|AWS: \*)$/.test(principal)) return ['anybody may take it']
    if (principal.startsWith('Service: ') && !isForThisAccount(statement))
      return [`${principal.slice(9)} may take it for any account: no condition on aws:SourceAccount or aws:SourceArn`]
    if (principal.startsWith('Federated: ') && !namesSubject(statement))
      return [`${principal.slice(11)} may take it for any subject: no condition on its aud and sub`]
    return []
  })
}

const rolesTrustNarrowly: Rule = {
  id: 'roles-trust-narrowly',
  demands: 'A role says on whose behalf a service or an identity provider may take it',
  why: 'Otherwise a resource of another customer, or any repository of the same host, can act through it (confused deputy)',
  controls: [],
  mend: 'Add a condition on aws:SourceAccount for a service, on aud and sub for an identity provider',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:iam/role:Role'],
  check: ({ inputs }) =>
    statementsOf(inputs['assumeRolePolicy'])
      .filter(({ allows }) => allows)
      .flatMap(wrongTrust),
}

/** Types that carry a policy of their own, which says who may use them. */
const withPolicy = [
  'aws:kms/key:Key',
  'aws:sns/topicPolicy:TopicPolicy',
  'aws:efs/fileSystemPolicy:FileSystemPolicy',
  'aws:s3/bucketPolicy:BucketPolicy',
  'aws:sqs/queuePolicy:QueuePolicy',
  'aws:ecr/repositoryPolicy:RepositoryPolicy',
  'aws:secretsmanager/secretPolicy:SecretPolicy',
  'aws:backup/vaultPolicy:VaultPolicy',
]

const isOpen = (statement: Statement) =>
  statement.allows &&
  (statement.principals.some((each) => /^(\*|AWS: \*)$/.test(each)) || statement.inverted.includes('NotPrincipal')) &&
  statement.conditions.length === 0

const policyOf = ({ inputs }: PolicyResource) => ('policy' in inputs ? statementsOf(inputs['policy']) : [])

const notPublic: Rule = {
  id: 'not-public',
  demands: 'Keys, topics, volumes and buckets are for named users',
  why: 'A policy that allows everybody makes them part of the Internet',
  controls: ['KMS.5', 'SNS.4', 'S3.2', 'S3.3'],
  mend: 'Name a principal, or a condition that only yours meet',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'resource',
  types: withPolicy,
  check: (resource) =>
    policyOf(resource)
      .filter(isOpen)
      .map(({ actions }) => `everybody may ${actions.join(', ')}`),
}

/** Those that are reached over the Internet's protocols, where a client could leave TLS out. */
const denyPlain = [
  'aws:sns/topicPolicy:TopicPolicy',
  'aws:efs/fileSystemPolicy:FileSystemPolicy',
  'aws:s3/bucketPolicy:BucketPolicy',
]

const deniesPlain = ({ allows, principals, conditions }: Statement) =>
  !allows &&
  principals.some((each) => /^(\*|AWS: \*)$/.test(each)) &&
  conditions.some(({ key, values }) => key === 'aws:securetransport' && values.includes('false'))

const plainDenied: Rule = {
  id: 'plain-traffic-denied',
  demands: 'Topics, volumes and buckets refuse requests without TLS',
  why: 'What was encrypted at rest would be read on the way',
  controls: ['S3.5'],
  mend: 'Add a statement that denies everybody everything where aws:SecureTransport is "false"',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: denyPlain,
  check: (resource) => (policyOf(resource).some(deniesPlain) ? [] : ['its policy does not deny plain traffic']),
}

export const trustRules: readonly Rule[] = [rolesTrustNarrowly, notPublic, plainDenied]

import { stackPrefix } from './names.ts'
import { deployRoleInfix, deployStatements, readSecretsStatement, readStatements } from './permissions/deploy-policy.ts'
import { packPolicies } from './permissions/policy-size.ts'
import type { StackScope } from './permissions/stack-arns.ts'
import { type StateBackend, stateStatements } from './permissions/state-access.ts'
import { document, type PolicyDocument, type Statement } from './policy-document.ts'
import { isPullRequest } from './stack-kind.ts'

/** Address of GitHub's tokens, which is also the name of the provider of identities in AWS. */
export const githubIssuer = 'token.actions.githubusercontent.com'

/** The GitHub environment, and the scope, of all stacks of pull requests. */
const pullRequestEnvironment = 'pull-requests'
export const pullRequestStacks = 'pr-*'

export interface GithubRole {
  /** Last part of its name: `mpla-STACK-github-ID`. */
  readonly id: string
  readonly description: string
  /** What the token must say of the job, after the repository. */
  readonly subject: string
  /** Name of the stack, or pattern of the stacks, that it is about. */
  readonly stack: string
  readonly statements: (scope: StackScope) => readonly Statement[]
}

/** What a role's statements need to know beyond where the stack is. */
export interface GithubPlan {
  readonly stack: string
  readonly domain: string | undefined
  readonly state: StateBackend
}

/** Refuses what would otherwise only not be allowed, should a policy be added to the role by hand. */
const withoutSecrets: Statement = {
  Sid: 'NoSecrets',
  Effect: 'Deny',
  Action: ['kms:Decrypt', 'secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue', 'ssm:GetParameter*'],
  Resource: '*',
}

/**
 * The roles that jobs of the repository can take:
 * - `deploy` by a job in the environment of the stack's name, which is where approval belongs;
 * - `inspect` by one in `STACK-inspect`, for previews and the search for drift: reads everything, changes nothing;
 * - `review` by any job of a pull request: reads the state, but no secret;
 * - `pull-requests`, made by the stack `dev`: deploys the throw-away stacks `pr-NUMBER`.
 *
 * A stack of a pull request has none of its own: a role has to be there before the first deployment that uses it.
 */
export function githubRoles({ stack, domain, state }: GithubPlan): readonly GithubRole[] {
  if (isPullRequest(stack)) return []
  const own: GithubRole[] = [
    {
      id: 'deploy',
      description: `Deploys the stack ${stack}`,
      subject: `environment:${stack}`,
      stack,
      statements: (scope) => [...deployStatements({ ...scope, domain }), ...stateStatements(scope, state, 'write')],
    },
    {
      id: 'inspect',
      description: `Previews the stack ${stack} and looks for drift`,
      subject: `environment:${stack}-inspect`,
      stack,
      statements: (scope) => [
        ...readStatements(scope),
        readSecretsStatement(scope),
        ...stateStatements(scope, state, 'read'),
      ],
    },
    {
      id: 'review',
      description: `Compares pull requests with the stack ${stack}`,
      subject: 'pull_request',
      stack,
      statements: (scope) => [
        ...readStatements(scope),
        ...stateStatements(scope, state, 'read-encrypted'),
        withoutSecrets,
      ],
    },
  ]
  const throwAway: GithubRole = {
    id: pullRequestEnvironment,
    description: 'Deploys the stacks of pull requests',
    subject: `environment:${pullRequestEnvironment}`,
    stack: pullRequestStacks,
    statements: (scope) => [
      ...deployStatements({ ...scope, domain: undefined }),
      ...stateStatements(scope, state, 'write'),
    ],
  }
  return stack === 'dev' ? [...own, throwAway] : own
}

export const githubRoleName = (stack: string, { id }: Pick<GithubRole, 'id'>): string =>
  `${stackPrefix(stack)}-${deployRoleInfix}-${id}`

/**
 * Who may take a role: a job of this repository, in this environment or of a pull request.
 * @param repository `OWNER/NAME`, or `OWNER@ID/NAME@ID` where GitHub's tokens say so
 */
export const assumedByGithub = (
  { partition, account }: Pick<StackScope, 'partition' | 'account'>,
  repository: string,
  { subject }: Pick<GithubRole, 'subject'>,
): PolicyDocument =>
  document({
    Sid: 'Assume',
    Effect: 'Allow',
    Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${githubIssuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${githubIssuer}:aud`]: 'sts.amazonaws.com',
        [`${githubIssuer}:sub`]: `repo:${repository}:${subject}`,
      },
    },
  })

/** Policies of a role, each within the size that AWS allows. */
export const githubPolicies = (role: GithubRole, scope: Omit<StackScope, 'stack'>): readonly PolicyDocument[] =>
  packPolicies(role.statements({ ...scope, stack: role.stack }))

import { project, stackPrefix } from '../names.ts'
import type { Statement } from '../policy-document.ts'
import { allOf } from './permission-table.ts'
import { managedPasswords, type StackScope, stackArns } from './stack-arns.ts'

export interface DeployScope extends StackScope {
  /** Host name of the service, whose records are the only ones that may be changed. Undefined: none may. */
  readonly domain: string | undefined
}

/** Names of the roles and policies that say what GitHub may do. A deployment must not be able to widen itself. */
export const deployRoleInfix = 'github'

/**
 * Of the boundary that every role of a stack is held by. Stacks of pull requests share one, which they cannot change.
 * @param stack may be a pattern of stacks of pull requests
 */
export const boundaryName = (stack: string): string =>
  /^pr-(\d+|\*)$/.test(stack) ? `${project}-boundary-of-pull-requests` : `${stackPrefix(stack)}-boundary`

const boundaryArn = ({ partition, account, stack }: StackScope): string =>
  `arn:${partition}:iam::${account}:policy/${boundaryName(stack)}`

const roles = ({ partition, account, stack }: StackScope) =>
  `arn:${partition}:iam::${account}:role/${stackPrefix(stack)}-*`

/** Services whose API is in one place for the whole world, so that a region says nothing. */
const isGlobal = (action: string) => /^(iam|route53|budgets):/.test(action)

/** Looking at everything in the region. Values of secrets are not among it. */
export function readStatements({ region }: StackScope): readonly Statement[] {
  const actions = allOf('read')
  return [
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: actions.filter((action) => !isGlobal(action)),
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    { Sid: 'ReadGlobal', Effect: 'Allow', Action: actions.filter(isGlobal), Resource: '*' },
  ]
}

/** Reading the values of the stack's own secrets. */
export const readSecretsStatement = (scope: StackScope): Statement => ({
  Sid: 'ReadSecrets',
  Effect: 'Allow',
  Action: allOf('readSecrets'),
  Resource: stackArns(scope)['secretsmanager'] ?? [],
})

/** One statement for each service whose ARNs hold names. */
function namedStatements(scope: StackScope): readonly Statement[] {
  const arns = stackArns(scope)
  return [...Map.groupBy(allOf('named'), (action) => action.slice(0, action.indexOf(':')))].map(
    ([service, actions]) => {
      const Resource = arns[service]
      if (Resource === undefined)
        throw new Error(`Expected ARNs for ${service}, whose actions are narrowed by name; add them to stack-arns.ts`)
      return { Sid: `Named${service.replace(/\W/g, '')}`, Effect: 'Allow', Action: actions, Resource }
    },
  )
}

/** Everything that it takes to create, change and delete the stack. */
export function deployStatements(scope: DeployScope): readonly Statement[] {
  const { region, stack, domain, partition } = scope
  const inRegion = { 'aws:RequestedRegion': region }
  const stackRoles = roles(scope)
  const records: Statement[] = domain
    ? [
        {
          Sid: 'Records',
          Effect: 'Allow',
          Action: allOf('records'),
          Resource: `arn:${partition}:route53:::hostedzone/*`,
          // The name itself, and those below it by which the certificate is validated.
          Condition: {
            'ForAllValues:StringLike': {
              'route53:ChangeResourceRecordSetsNormalizedRecordNames': [domain, `_*.${domain}`],
            },
          },
        },
      ]
    : []
  return [
    ...readStatements(scope),
    readSecretsStatement(scope),
    ...namedStatements(scope),
    {
      // RDS makes the secret on behalf of the caller, who never reads it.
      Sid: 'ManagedPassword',
      Effect: 'Allow',
      Action: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      Resource: managedPasswords(scope),
    },
    {
      Sid: 'Tagged',
      Effect: 'Allow',
      Action: allOf('tagged'),
      Resource: '*',
      Condition: { StringEquals: inRegion, StringLike: { 'aws:ResourceTag/stack': stack } },
    },
    {
      // A resource without the tag is a new one, or the default security group of a new VPC.
      Sid: 'Tag',
      Effect: 'Allow',
      Action: allOf('tagging'),
      Resource: '*',
      Condition: { StringEquals: inRegion, StringLikeIfExists: { 'aws:ResourceTag/stack': stack } },
    },
    { Sid: 'Create', Effect: 'Allow', Action: allOf('any'), Resource: '*', Condition: { StringEquals: inRegion } },
    {
      Sid: 'Grants',
      Effect: 'Allow',
      Action: allOf('grants'),
      Resource: '*',
      Condition: { StringEquals: inRegion, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    ...records,
    {
      Sid: 'BoundedRoles',
      Effect: 'Allow',
      Action: allOf('bounded'),
      Resource: stackRoles,
      Condition: { StringLike: { 'iam:PermissionsBoundary': boundaryArn(scope) } },
    },
    {
      Sid: 'PassRoles',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: stackRoles,
      Condition: { StringEquals: { 'iam:PassedToService': allOf('passesRoleTo') } },
    },
    {
      Sid: 'ServiceRoles',
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource: `arn:${partition}:iam::*:role/aws-service-role/*`,
      Condition: { StringEquals: { 'iam:AWSServiceName': allOf('serviceRoles') } },
    },
    {
      Sid: 'NotItself',
      Effect: 'Deny',
      Action: [...allOf('bounded'), ...allOf('named').filter((action) => action.startsWith('iam:')), 'iam:PassRole'],
      Resource: stackRoles.replace(/-\*$/, `-${deployRoleInfix}-*`),
    },
  ]
}

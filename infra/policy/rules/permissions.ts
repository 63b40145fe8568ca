import { dataList } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { type Statement, statementsOf } from '../statements.ts'

/** Types that give permissions to whoever they are attached to. */
const types = [
  'aws:iam/role:Role',
  'aws:iam/rolePolicy:RolePolicy',
  'aws:iam/policy:Policy',
  'aws:iam/userPolicy:UserPolicy',
  'aws:iam/groupPolicy:GroupPolicy',
]

/** Of a role, its inline policies; what it may be taken by is another document (trust.ts). */
const documents = ({ type, inputs }: PolicyResource): readonly unknown[] =>
  type === 'aws:iam/role:Role' ? dataList(inputs['inlinePolicies']).map(({ policy }) => policy) : [inputs['policy']]

const allowed = (resource: PolicyResource): readonly Statement[] =>
  documents(resource)
    .flatMap(statementsOf)
    .filter(({ allows }) => allows)

/** `*` or all of a service; part of a service, such as `ec2:Describe*`, is a choice. */
const isWildAction = (action: string) => action === '*' || /^[\w-]+:\*$/.test(action)
const isAnything = (resource: string) => resource === '*'

const noWildcards: Rule = {
  id: 'no-wildcard-permissions',
  demands: 'No permission is for every action and every resource at once',
  why: 'Whoever takes over what has it takes over the account, or all of a service in it',
  controls: ['IAM.1', 'IAM.21'],
  mend: 'Name the actions, or the resources',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types,
  check: (resource) =>
    allowed(resource)
      .filter(({ resources }) => resources.some(isAnything))
      .flatMap(({ actions }) => actions.filter(isWildAction))
      .map((action) => `it allows ${action} on every resource`),
}

/** Whether an action, in which `*` and `?` stand for anything, means iam:PassRole. */
const passesRoles = (action: string) =>
  new RegExp(
    `^${action
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test('iam:PassRole')

const noPassRole: Rule = {
  id: 'no-pass-role-to-any',
  demands: 'The permission iam:PassRole names the roles that may be passed',
  why: 'Who may pass any role has the permissions of the mightiest one',
  controls: ['IAM.1'],
  mend: 'Name the roles in Resource',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'resource',
  types,
  check: (resource) =>
    allowed(resource)
      .filter(({ resources }) => resources.some((each) => isAnything(each) || /:role\/\*$/.test(each)))
      .flatMap(({ actions }) => actions.filter(passesRoles))
      .map((action) => `it allows ${action} on any role`),
}

const noInversion: Rule = {
  id: 'no-inverted-permissions',
  demands: 'Permissions say what is allowed, not what is left out',
  why: 'NotAction and NotResource allow everything else, also what AWS adds next year',
  controls: [],
  mend: 'Write Action and Resource',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types,
  check: (resource) => allowed(resource).flatMap(({ inverted }) => inverted.map((key) => `it allows by ${key}`)),
}

const noAdministrator: Rule = {
  id: 'no-administrators',
  demands: 'No role has a policy of AWS for administrators or power users',
  why: 'They allow everything, or nearly',
  controls: ['IAM.1'],
  mend: 'Write a policy with what the role needs',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:iam/role:Role', 'aws:iam/rolePolicyAttachment:RolePolicyAttachment'],
  check: ({ inputs }) =>
    [inputs['policyArn'], ...(Array.isArray(inputs['managedPolicyArns']) ? inputs['managedPolicyArns'] : [])]
      .filter((arn) => /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.test(String(arn)))
      .map((arn) => `it has ${String(arn)}`),
}

export const permissionRules: readonly Rule[] = [noWildcards, noPassRole, noInversion, noAdministrator]

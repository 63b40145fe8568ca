import { resource, testRules } from '../../test-support/policy-cases.ts'
import { permissionRules } from './permissions.ts'

const policy = (...statements: object[]) => ({
  Version: '2012-10-17',
  Statement: statements.map((each) => ({ Effect: 'Allow', ...each })),
})
const attached = (...statements: object[]) =>
  resource('aws:iam/rolePolicy:RolePolicy', { policy: JSON.stringify(policy(...statements)) })
const inline = (statement: object) =>
  resource('aws:iam/role:Role', { inlinePolicies: [{ name: 'inline', policy: policy(statement) }] })
const role = (inputs: object) => resource('aws:iam/role:Role', { ...inputs })

testRules(permissionRules, {
  'no-wildcard-permissions': {
    right: [
      [attached({ Action: 'ecr:GetAuthorizationToken', Resource: '*' })],
      [attached({ Action: 's3:*', Resource: 'arn:aws:s3:::one/*' })],
      [attached({ Action: 'ec2:Describe*', Resource: '*' })],
      [attached({ Effect: 'Deny', Action: '*', Resource: '*' })],
      [role({})],
    ],
    wrong: [
      [['it allows * on every resource'], attached({ Action: '*', Resource: '*' })],
      [['it allows s3:* on every resource'], attached({ Action: ['s3:*', 'sns:Publish'], Resource: ['*'] })],
      // The second statement counts too, an object is as good as a text, and a role may bring its policy along.
      [
        ['it allows kms:* on every resource'],
        attached({ Action: 'sns:Publish', Resource: 'arn:topic' }, { Action: 'kms:*', Resource: '*' }),
      ],
      [['it allows * on every resource'], inline({ Action: '*', Resource: '*' })],
    ],
  },
  'no-pass-role-to-any': {
    right: [
      [attached({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/mpla-prod-task' })],
      [attached({ Action: 'iam:GetRole', Resource: '*' })],
    ],
    wrong: [
      [['it allows iam:PassRole on any role'], attached({ Action: 'iam:PassRole', Resource: '*' })],
      [['it allows iam:Pass* on any role'], attached({ Action: 'iam:Pass*', Resource: '*' })],
      [['it allows iam:* on any role'], attached({ Action: 'iam:*', Resource: 'arn:aws:iam::123456789012:role/*' })],
    ],
  },
  'no-inverted-permissions': {
    right: [
      [attached({ Action: 'sns:Publish', Resource: 'arn:topic' })],
      [attached({ Effect: 'Deny', NotAction: 'sts:*', Resource: '*' })],
    ],
    wrong: [
      [['it allows by NotAction'], attached({ NotAction: 'iam:*', Resource: '*' })],
      [['it allows by NotResource'], attached({ Action: 's3:GetObject', NotResource: 'arn:aws:s3:::secret/*' })],
    ],
  },
  'no-administrators': {
    right: [[role({})], [role({ managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] })]],
    wrong: [
      [
        ['it has arn:aws:iam::aws:policy/AdministratorAccess'],
        role({ managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
      ],
      [
        ['it has arn:aws:iam::aws:policy/PowerUserAccess'],
        resource('aws:iam/rolePolicyAttachment:RolePolicyAttachment', {
          policyArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
        }),
      ],
    ],
  },
})

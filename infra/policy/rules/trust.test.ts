import { resource, testRules } from '../../test-support/policy-cases.ts'
import { trustRules } from './trust.ts'

const document = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) })
const role = (statement: object) =>
  resource('aws:iam/role:Role', { assumeRolePolicy: document({ Action: 'sts:AssumeRole', ...statement }) })
const ecs = { Principal: { Service: 'ecs-tasks.amazonaws.com' } }
const provider = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'
const github = (claims: Record<string, string>) =>
  role({
    Principal: { Federated: provider },
    Condition: {
      StringEquals: Object.fromEntries(
        Object.entries(claims).map(([key, value]) => [`token.actions.githubusercontent.com:${key}`, value]),
      ),
    },
  })
const topic = (...statements: object[]) =>
  resource('aws:sns/topicPolicy:TopicPolicy', { policy: document(...statements) })
const key = (...statements: object[]) =>
  resource('aws:kms/key:Key', statements.length > 0 ? { policy: document(...statements) } : {})
const deniesPlain = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}

testRules(trustRules, {
  'roles-trust-narrowly': {
    right: [
      [role({ ...ecs, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } })],
      [role({ ...ecs, Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:ecs:eu-west-1:123456789012:*' } } })],
      [github({ aud: 'sts.amazonaws.com', sub: 'repo:owner/mpla:environment:prod' })],
      [role({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } })],
    ],
    wrong: [
      [
        ['ecs-tasks.amazonaws.com may take it for any account: no condition on aws:SourceAccount or aws:SourceArn'],
        role(ecs),
      ],
      [
        [`${provider} may take it for any subject: no condition on its aud and sub`],
        github({ aud: 'sts.amazonaws.com' }),
      ],
      [
        [`${provider} may take it for any subject: no condition on its aud and sub`],
        github({ aud: 'sts.amazonaws.com', sub: '*' }),
      ],
      [['anybody may take it'], role({ Principal: '*' })],
      [['anybody may take it'], role({ Principal: { AWS: '*' } })],
    ],
  },
  'not-public': {
    right: [
      [key()],
      [key({ Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' })],
      [topic(deniesPlain)],
      [
        topic({
          Principal: '*',
          Action: 'sns:Publish',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        }),
      ],
    ],
    wrong: [
      [['everybody may sns:Publish'], topic({ Principal: '*', Action: 'sns:Publish', Resource: 'arn:topic' })],
      [['everybody may kms:Decrypt'], key({ Principal: { AWS: '*' }, Action: ['kms:Decrypt'], Resource: '*' })],
      [['everybody may sns:Publish'], topic({ NotPrincipal: { AWS: 'arn:somebody' }, Action: 'sns:Publish' })],
    ],
  },
  'plain-traffic-denied': {
    right: [[topic({ Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish' }, deniesPlain)]],
    wrong: [
      [['its policy does not deny plain traffic'], topic({ Principal: { Service: 'cloudwatch.amazonaws.com' } })],
      [['its policy does not deny plain traffic'], topic({ ...deniesPlain, Effect: 'Allow' })],
    ],
  },
})

// The patches of moto for who may do what: policies of roles and buckets, the web ACL, and calls that are made twice.
// Asked directly: what a new version of moto could break without a stack of ours noticing.
import { expect, test } from 'vitest'
import { awsQuery, awsRest, elements } from '../aws-calls.ts'
import { patchedEmulator } from './patched-emulator.ts'

const { query, json, emulator, account, missing } = patchedEmulator('patches-access')

test('a second attempt of a call that succeeded gets the answer of the first; of one that failed it is a new try', async () => {
  const call = (action: string, invocation: string) => {
    const role = { RoleName: 'attempts', AssumeRolePolicyDocument: '{}' }
    return awsQuery({ url: emulator().url, service: 'iam', invocation }, action, role)
  }
  const refused = /NoSuchEntity/
  await expect(call('GetRole', 'read')).rejects.toThrow(refused)
  const created = await call('CreateRole', 'first')
  expect(await call('CreateRole', 'first')).toBe(created)
  await expect(call('CreateRole', 'another call')).rejects.toThrow(/EntityAlreadyExists/)
  expect(elements(await call('GetRole', 'read'), 'RoleName')).toEqual(['attempts'])
})

test('a web ACL keeps how data in its logs is protected', async () => {
  const waf = (action: string, parameters: object) =>
    json('wafv2', `AWSWAF_20190729.${action}`, { Name: 'web', Scope: 'REGIONAL', ...parameters })
  const VisibilityConfig = { MetricName: 'web', CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true }
  const masked = (...FieldKeys: string[]) => ({
    DataProtections: [{ Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER', FieldKeys } }],
  })
  const created = await waf('CreateWebACL', {
    DefaultAction: { Allow: {} },
    VisibilityConfig,
    DataProtectionConfig: masked('cookie'),
  })
  const { Id, LockToken } = (created as { Summary: Record<'Id' | 'LockToken', string> }).Summary // used in calls below
  expect(await waf('GetWebACL', { Id })).toMatchObject({ WebACL: { DataProtectionConfig: masked('cookie') } })
  const changed = { Id, LockToken, VisibilityConfig, DataProtectionConfig: masked('authorization') }
  await waf('UpdateWebACL', changed)
  expect(await waf('GetWebACL', { Id })).toMatchObject({ WebACL: { DataProtectionConfig: masked('authorization') } })
})

test('a bucket that denies plain traffic takes objects, and one that denies everything does not', async () => {
  // The first region of S3 is the one that a new bucket need not name.
  const put = (path: string, body = '') =>
    awsRest({ url: emulator().url, service: 's3', region: 'us-east-1' }, 'PUT', path, body)
  const policy = (Condition?: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::denying/*', Condition }],
    })
  await put(
    '/denying',
    '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>',
  )
  await put('/denying?policy', policy({ Bool: { 'aws:SecureTransport': 'false' } }))
  await put('/denying/log.gz', 'a log')
  await put('/denying?policy', policy())
  await expect(put('/denying/log.gz', 'another')).rejects.toThrow(/403/)
})

test('a bucket of another account is refused', async () => {
  await awsRest({ url: emulator().url, service: 's3', region: 'us-east-1' }, 'PUT', '/ours')
  const role = { RoleArn: 'arn:aws:iam::111111111111:role/other', RoleSessionName: 'other' }
  const [id = ''] = elements(await query('sts', 'AssumeRole', role), 'AccessKeyId')
  const statusFor = async (key: string) => {
    const scope = `Credential=${key}/20260101/us-east-1/s3/aws4_request`
    const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`
    return (await fetch(`${emulator().url}/ours?versioning`, { headers: { authorization } })).status
  }
  expect(await statusFor(id)).toBe(403)
  expect(await statusFor('test')).toBe(200)
})

test('calls of a role are held to its policies: action, resource, tag, region; those of a test are not', async () => {
  const statements = [
    { Effect: 'Allow', Action: 'sns:*Topic', Resource: `arn:aws:sns:eu-west-1:${account}:own-*` },
    { Effect: 'Deny', Action: 'sns:DeleteTopic', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'ec2:DeleteVpc',
      Resource: '*',
      Condition: { StringLike: { 'aws:ResourceTag/stack': 'own*' } },
    },
    {
      Effect: 'Allow',
      Action: 'ec2:Describe*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
    },
  ]
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  await query('iam', 'CreateRole', { RoleName: 'held', AssumeRolePolicyDocument })
  await query('iam', 'PutRolePolicy', { RoleName: 'held', PolicyName: 'own', PolicyDocument })
  const RoleArn = `arn:aws:iam::${account}:role/held`
  const [accessKey] = elements(await query('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'x' }), 'AccessKeyId')
  const vpcOf = async (stack: string): Promise<string> => {
    const [id = ''] = elements(await query('ec2', 'CreateVpc', { CidrBlock: '10.9.0.0/16' }), 'vpcId')
    await query('ec2', 'CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'stack', 'Tag.1.Value': stack })
    return id
  }
  /** Whether the role may do it. */
  const may = (service: string, action: string, parameters: Record<string, string>, region = 'eu-west-1') =>
    awsQuery({ url: emulator().url, service, region, accessKey }, action, parameters).then(
      () => true,
      (error: Error) => {
        expect(error.message).toMatch(/not allowed/)
        return false
      },
    )
  expect(await may('sns', 'CreateTopic', { Name: 'own-topic' })).toBe(true)
  expect(await may('sns', 'CreateTopic', { Name: 'other' })).toBe(false)
  expect(await may('sns', 'DeleteTopic', { TopicArn: `arn:aws:sns:eu-west-1:${account}:own-topic` })).toBe(false)
  expect(await may('ec2', 'DeleteVpc', { VpcId: await vpcOf('own-1') })).toBe(true)
  expect(await may('ec2', 'DeleteVpc', { VpcId: await vpcOf('other') })).toBe(false)
  expect(await may('ec2', 'DescribeVpcs', {})).toBe(true)
  expect(await may('ec2', 'DescribeVpcs', {}, 'us-east-1')).toBe(false)
  expect(elements(await query('sns', 'CreateTopic', { Name: 'anything' }), 'TopicArn')).toHaveLength(1)
})

test('nothing was asked that moto lacks', () => {
  expect(missing()).toEqual([])
})

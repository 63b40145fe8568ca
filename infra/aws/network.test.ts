import { expect, test } from 'vitest'
import { inputsOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const subnet = 'aws:ec2/subnet:Subnet'
const route = 'aws:ec2/route:Route'
const single = await recordStack('prod')
const perZone = await recordStack('prod', { egress: 'nat-per-az' })
const open = await recordStack('dev')

test('spans two zones with a public and a private subnet in each, and gives no public address by itself', () => {
  const subnets = resourcesOf(single, subnet).map(({ name, inputs }) => [
    name,
    inputs['cidrBlock'],
    inputs['availabilityZone'],
    inputs['mapPublicIpOnLaunch'],
  ])
  expect(subnets.toSorted()).toEqual([
    ['mpla-prod-private-a', '10.20.128.0/20', 'eu-west-1a', false],
    ['mpla-prod-private-b', '10.20.144.0/20', 'eu-west-1b', false],
    ['mpla-prod-public-a', '10.20.0.0/20', 'eu-west-1a', false],
    ['mpla-prod-public-b', '10.20.16.0/20', 'eu-west-1b', false],
  ])
})

test('the default security group allows nothing', () => {
  expect(inputsOf(single, 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup')).toMatchObject({
    ingress: [],
    egress: [],
  })
})

const privateWays = (recording: typeof single) =>
  resourcesOf(recording, route)
    .filter(({ name }) => name.includes('private'))
    .map(({ inputs }) => inputs['natGatewayId'])
    .toSorted()

test('nat-single sends both private subnets through one gateway', () => {
  expect(privateWays(single)).toEqual(['mpla-prod-nat-a-id', 'mpla-prod-nat-a-id'])
  expect(resourcesOf(single, 'aws:ec2/eip:Eip')).toHaveLength(1)
})

test('nat-per-az gives each zone its own', () => {
  expect(privateWays(perZone)).toEqual(['mpla-prod-nat-a-id', 'mpla-prod-nat-b-id'])
})

test('public has no gateway to pay for, and no way out of the private subnets', () => {
  expect(privateWays(open)).toEqual([])
  expect(resourcesOf(open, 'aws:ec2/natGateway:NatGateway')).toEqual([])
})

test('changing the egress changes gateways and routes, nothing else', () => {
  const names = ({ resources }: typeof single) => new Set(resources.map(({ type, name }) => `${type} ${name}`))
  const added = [...names(perZone)].filter((each) => !names(single).has(each))
  expect(added.toSorted()).toEqual(['aws:ec2/eip:Eip mpla-prod-nat-b', 'aws:ec2/natGateway:NatGateway mpla-prod-nat-b'])
  expect([...names(single)].filter((each) => !names(perZone).has(each))).toEqual([])
})

test('S3 is reached inside AWS from every subnet', () => {
  expect(inputsOf(single, 'aws:ec2/vpcEndpoint:VpcEndpoint')).toMatchObject({
    serviceName: 'com.amazonaws.eu-west-1.s3',
    vpcEndpointType: 'Gateway',
    routeTableIds: ['mpla-prod-public-id', 'mpla-prod-private-a-id', 'mpla-prod-private-b-id'],
  })
})

test('refused connections are logged, and kept as long as the logs', () => {
  expect(inputsOf(single, 'aws:ec2/flowLog:FlowLog')).toMatchObject({
    trafficType: 'REJECT',
    vpcId: 'mpla-prod-vpc-id',
  })
  expect(inputsOf(single, 'aws:cloudwatch/logGroup:LogGroup', 'mpla-prod-flow')).toMatchObject({
    name: '/mpla/prod/rejected-traffic',
    retentionInDays: 90,
  })
  expect(
    oneResource(single, 'aws:ec2/flowLog:FlowLog').dependencies.some((urn) =>
      urn.endsWith('RolePolicy::mpla-prod-flow'),
    ),
  ).toBe(true)
})

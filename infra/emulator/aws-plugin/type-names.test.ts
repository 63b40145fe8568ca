import { describe, expect, test } from 'vitest'
import { bridgeTypeOf, shortName } from './type-names.ts'

const known = Object.fromEntries(
  [
    'aws:index/ecsService:EcsService',
    'aws:index/lb:Lb',
    'aws:index/lbTargetGroup:LbTargetGroup',
    'aws:index/dbInstance:DbInstance',
    'aws:index/cloudwatchMetricAlarm:CloudwatchMetricAlarm',
    'aws:index/cloudwatchLogGroup:CloudwatchLogGroup',
    'aws:index/s3BucketLifecycleConfiguration:S3BucketLifecycleConfiguration',
    'aws:index/vpc:Vpc',
  ].map((token) => [token, {}]),
)

describe('the type of the bridge is found', () => {
  test.each([
    ['by module and name', 'aws:ecs/service:Service', 'aws:index/ecsService:EcsService'],
    ['without the module', 'aws:ec2/vpc:Vpc', 'aws:index/vpc:Vpc'],
    ['in the table', 'aws:lb/loadBalancer:LoadBalancer', 'aws:index/lb:Lb'],
    ['by the prefix of Terraform', 'aws:alb/targetGroup:TargetGroup', 'aws:index/lbTargetGroup:LbTargetGroup'],
    ['for databases', 'aws:rds/instance:Instance', 'aws:index/dbInstance:DbInstance'],
    ['for alarms', 'aws:cloudwatch/metricAlarm:MetricAlarm', 'aws:index/cloudwatchMetricAlarm:CloudwatchMetricAlarm'],
    ['for logs', 'aws:cloudwatch/logGroup:LogGroup', 'aws:index/cloudwatchLogGroup:CloudwatchLogGroup'],
    [
      'of a second version',
      'aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2',
      'aws:index/s3BucketLifecycleConfiguration:S3BucketLifecycleConfiguration',
    ],
  ])('%s', (_, token, expected) => {
    expect(bridgeTypeOf(token, known)).toBe(expected)
  })

  test('for a function', () => {
    const functions = { 'aws:index/getVpc:getVpc': {} }
    expect(bridgeTypeOf('aws:ec2/getVpc:getVpc', functions, 'function')).toBe('aws:index/getVpc:getVpc')
  })
})

test('a type that the bridge does not have is named, with what to do', () => {
  expect(() => bridgeTypeOf('aws:ecs/expressService:ExpressService', known)).toThrow(
    /no Terraform resource for aws:ecs\/expressService:ExpressService: add .* infra\/emulator\/aws-plugin\/type-names\.ts/,
  )
})

test('tokens of providers and other packages are left alone', () => {
  expect(bridgeTypeOf('pulumi:providers:aws', known)).toBe('pulumi:providers:aws')
  expect(shortName('docker-build:index:Image')).toBeUndefined()
})

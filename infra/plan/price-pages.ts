import type { prices } from './prices.ts'

const page = (service: string) => `https://aws.amazon.com/${service}/pricing/`

/** Where AWS publishes each price, to check it and to take a new one from. */
export const pricePages: Readonly<Record<keyof typeof prices, string>> = {
  fargate: page('fargate'),
  spotShare: page('fargate'),
  balancerHour: page('elasticloadbalancing'),
  balancerUnitHour: page('elasticloadbalancing'),
  publicAddressHour: page('vpc'),
  natHour: page('vpc'),
  natGib: page('vpc'),
  databaseHour: page('rds/postgresql'),
  databaseGib: page('rds/postgresql'),
  databaseBackupGib: page('rds/postgresql'),
  volumeGib: page('efs'),
  backupGib: page('backup'),
  imageGib: page('ecr'),
  logGib: page('cloudwatch'),
  secret: page('secrets-manager'),
  key: page('kms'),
  alarmMetric: page('cloudwatch'),
  compositeAlarm: page('cloudwatch'),
  dashboard: page('cloudwatch'),
  customMetric: page('cloudwatch'),
  webFirewall: page('waf'),
  webFirewallRule: page('waf'),
  webFirewallMillion: page('waf'),
  bucketGib: page('s3'),
  bucketThousandWrites: page('s3'),
}

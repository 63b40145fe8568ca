import { flag, integer, optionalText } from './setting.ts'

const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

/** Where clients arrive: settings of domain, load balancer and web firewall. */
export const edgeSettings = {
  domain: optionalText(hostName, 'a host name in lower case', {
    description: 'Host name of the service; brings a certificate, HTTPS and the redirect to it',
    example: 'mpla.example.com',
    required: {
      kinds: ['prod'],
      why: 'the access token and the prompts would cross the Internet in clear text; plain HTTP is for dev stacks only',
    },
  }),
  hostedZone: optionalText(hostName, 'the name of a Route 53 hosted zone in this account', {
    description:
      'Route 53 zone that gets the records of the domain; the part of the domain after its first dot when not set',
    example: 'example.com',
  }),
  accessLogs: flag({
    description:
      'Keep a line for each request at the load balancer in an S3 bucket, for logRetentionDays (about 0.16 USD a month); deletionProtection guards the bucket too, and without it the logs are deleted with the bucket',
    defaults: { prod: true, dev: false },
  }),
  webFirewall: flag({
    description:
      'Put AWS WAF before the load balancer: managed rules and a limit for each address (9 USD a month, 0.60 more for each million requests); rules that look into bodies only count, because a prompt may say anything',
    defaults: { prod: false, dev: false },
  }),
  requestsPerAddress: integer(100, 1_000_000, {
    description:
      'Requests in 5 minutes above which the web firewall answers 429 to an address; the default is above what three tasks take from one address by their own limit',
    unit: 'requests',
    example: '5000',
    defaults: { prod: 5000, dev: 5000 },
  }),
} as const

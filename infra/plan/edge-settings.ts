import { optionalText } from './setting.ts'

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
} as const

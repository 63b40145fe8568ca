import { awsRest } from './aws-calls.ts'

/** Makes the Route 53 zone of a domain, which is not a stack's: it is there before it, and stays. */
export async function createHostedZone(url: string, name: string): Promise<void> {
  const request =
    '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
    `<Name>${name}</Name><CallerReference>test</CallerReference></CreateHostedZoneRequest>`
  await awsRest({ url, service: 'route53' }, 'POST', '/2013-04-01/hostedzone', request)
}

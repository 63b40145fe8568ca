import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface CertificateArgs {
  readonly domain: string
  readonly zoneId: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** A certificate for one host name, proven by a DNS record that stays, so that it renews itself. */
export class Certificate extends pulumi.ComponentResource {
  /** Known once the certificate is issued. */
  readonly arn: pulumi.Output<string>

  constructor(name: string, args: CertificateArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Certificate', name, {}, options)
    const inside = { parent: this }
    const certificate = new aws.acm.Certificate(
      `${name}-certificate`,
      { domainName: args.domain, validationMethod: 'DNS', tags: args.tags },
      inside,
    )
    const proof = certificate.domainValidationOptions.apply(([only]) => {
      if (only === undefined) throw new Error(`ACM named no record that proves ${args.domain}; run \`pulumi up\` again`)
      return only
    })
    const record = new aws.route53.Record(
      `${name}-certificate`,
      {
        zoneId: args.zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 300,
        // The record is the same for every certificate an account has for a name; an earlier one may have left it.
        allowOverwrite: true,
      },
      inside,
    )
    this.arn = new aws.acm.CertificateValidation(
      `${name}-certificate`,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      inside,
    ).certificateArn
    this.registerOutputs({ arn: this.arn })
  }
}

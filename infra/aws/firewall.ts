import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface FirewallArgs {
  readonly vpcId: pulumi.Input<string>
  /** Ports of the load balancer that the world may reach. */
  readonly publicPorts: readonly number[]
  readonly appPort: number
  /** Ports of the Internet that tasks may reach. */
  readonly egressPorts: readonly number[]
  /** Whether there is a PostgreSQL instance to guard. */
  readonly hasDatabase: boolean
  readonly tags: Record<string, string>
}

const postgresPort = 5432
const nfsPort = 2049
const everywhere = '0.0.0.0/0'

/** Who may talk to whom, rule by rule. What no rule states is refused, in both directions. */
export class Firewall extends pulumi.ComponentResource {
  readonly balancer: pulumi.Output<string>
  readonly app: pulumi.Output<string>
  readonly volume: pulumi.Output<string>
  readonly database: pulumi.Output<string> | undefined

  constructor(name: string, args: FirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Firewall', name, {}, options)
    const inside = { parent: this }
    const group = (part: string, description: string) =>
      new aws.ec2.SecurityGroup(
        `${name}-${part}`,
        { vpcId: args.vpcId, description, tags: { ...args.tags, Name: `${name}-${part}` } },
        inside,
      )
    const rule = (part: string, port: number, description: string) => ({
      name: `${name}-${part}`,
      args: { ipProtocol: 'tcp', fromPort: port, toPort: port, description, tags: args.tags },
    })
    const fromWorld = (to: aws.ec2.SecurityGroup, port: number) => {
      const { name: ruleName, args: ports } = rule(`balancer-from-world-${port}`, port, 'Clients')
      new aws.vpc.SecurityGroupIngressRule(ruleName, { securityGroupId: to.id, cidrIpv4: everywhere, ...ports }, inside)
    }
    const toWorld = (from: aws.ec2.SecurityGroup, port: number) => {
      const { name: ruleName, args: ports } = rule(`app-to-world-${port}`, port, 'Model providers and AWS')
      new aws.vpc.SecurityGroupEgressRule(
        ruleName,
        { securityGroupId: from.id, cidrIpv4: everywhere, ...ports },
        inside,
      )
    }
    /** Both halves of a connection inside the VPC. */
    const connect = (
      [fromName, from]: readonly [string, aws.ec2.SecurityGroup],
      [toName, to]: readonly [string, aws.ec2.SecurityGroup],
      port: number,
    ) => {
      const out = rule(`${fromName}-to-${toName}`, port, `To the ${toName}`)
      const into = rule(`${toName}-from-${fromName}`, port, `From the ${fromName}`)
      new aws.vpc.SecurityGroupEgressRule(
        out.name,
        { securityGroupId: from.id, referencedSecurityGroupId: to.id, ...out.args },
        inside,
      )
      new aws.vpc.SecurityGroupIngressRule(
        into.name,
        { securityGroupId: to.id, referencedSecurityGroupId: from.id, ...into.args },
        inside,
      )
    }

    const balancer = group('balancer', 'Load balancer of MPLA')
    const app = group('app', 'Tasks of MPLA')
    const volume = group('volume', 'Volume of MPLA')
    for (const port of args.publicPorts) fromWorld(balancer, port)
    for (const port of args.egressPorts) toWorld(app, port)
    connect(['balancer', balancer], ['app', app], args.appPort)
    connect(['app', app], ['volume', volume], nfsPort)
    if (args.hasDatabase) {
      const database = group('database', 'Database of MPLA')
      connect(['app', app], ['database', database], postgresPort)
      this.database = database.id
    }

    this.balancer = balancer.id
    this.app = app.id
    this.volume = volume.id
    this.registerOutputs({})
  }
}

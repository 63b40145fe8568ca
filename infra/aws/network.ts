import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { privateCidrs, publicCidrs, vpcCidr, zoneCount } from '../plan/cidrs.ts'
import type { Settings } from '../plan/settings-table.ts'

export interface NetworkArgs {
  readonly egress: Settings['egress']
  readonly region: pulumi.Input<string>
  readonly tags: Record<string, string>
}

function zoneAt(names: readonly string[], index: number): string {
  const name = names[index]
  if (name === undefined)
    throw new Error(`Expected a region with ${zoneCount} zones, got ${names.length}; set aws:region to another one`)
  return name
}

/** A VPC over two zones: public subnets for the load balancer, private ones for data and, with NAT, for the tasks. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>
  readonly publicSubnetIds: pulumi.Output<string>[]
  readonly privateSubnetIds: pulumi.Output<string>[]

  constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Network', name, {}, options)
    const inside = { parent: this }
    const tagged = (part: string) => ({ ...args.tags, Name: `${name}-${part}` })

    // Local and Wavelength zones have neither RDS nor NAT gateways.
    const zones = aws.getAvailabilityZonesOutput(
      { state: 'available', filters: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }] },
      inside,
    ).names
    const zoneLetters = ['a', 'b'].slice(0, zoneCount)
    const vpc = new aws.ec2.Vpc(
      `${name}-vpc`,
      { cidrBlock: vpcCidr, enableDnsHostnames: true, enableDnsSupport: true, tags: tagged('vpc') },
      inside,
    )
    // A group that allows nothing: whoever forgets to name one gets no traffic instead of all of it.
    new aws.ec2.DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: vpc.id, ingress: [], egress: [], tags: tagged('default') },
      inside,
    )

    const gateway = new aws.ec2.InternetGateway(`${name}-internet`, { vpcId: vpc.id, tags: tagged('internet') }, inside)
    const publicRoutes = new aws.ec2.RouteTable(`${name}-public`, { vpcId: vpc.id, tags: tagged('public') }, inside)
    new aws.ec2.Route(
      `${name}-public-internet`,
      { routeTableId: publicRoutes.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id },
      inside,
    )
    const subnet = (part: string, cidrBlock: string | undefined, zone: number) => {
      if (cidrBlock === undefined)
        throw new Error(`There is no address range for ${part}; add one to infra/plan/cidrs.ts`)
      return new aws.ec2.Subnet(
        `${name}-${part}`,
        {
          vpcId: vpc.id,
          cidrBlock,
          availabilityZone: zones.apply((names) => zoneAt(names, zone)),
          mapPublicIpOnLaunch: false,
          tags: tagged(part),
        },
        inside,
      )
    }
    const associate = (part: string, subnetId: pulumi.Input<string>, routeTableId: pulumi.Input<string>) =>
      new aws.ec2.RouteTableAssociation(`${name}-${part}`, { subnetId, routeTableId }, inside)

    const publicSubnets = zoneLetters.map((letter, zone) => subnet(`public-${letter}`, publicCidrs[zone], zone))
    const privateSubnets = zoneLetters.map((letter, zone) => subnet(`private-${letter}`, privateCidrs[zone], zone))
    publicSubnets.forEach((each, zone) => {
      associate(`public-${zoneLetters[zone]}`, each.id, publicRoutes.id)
    })

    const natCount = { public: 0, 'nat-single': 1, 'nat-per-az': zoneCount }[args.egress]
    const nats = publicSubnets.slice(0, natCount).map((each, zone) => {
      const part = `nat-${zoneLetters[zone]}`
      const address = new aws.ec2.Eip(`${name}-${part}`, { domain: 'vpc', tags: tagged(part) }, inside)
      return new aws.ec2.NatGateway(
        `${name}-${part}`,
        { subnetId: each.id, allocationId: address.id, tags: tagged(part) },
        // An address behind the gateway works only once the VPC has a way out.
        { ...inside, dependsOn: gateway },
      )
    })
    // One table per zone whatever the egress, so that changing it changes routes and nothing else.
    const privateRoutes = privateSubnets.map((each, zone) => {
      const part = `private-${zoneLetters[zone]}`
      const table = new aws.ec2.RouteTable(`${name}-${part}`, { vpcId: vpc.id, tags: tagged(part) }, inside)
      associate(part, each.id, table.id)
      const nat = nats[zone] ?? nats[0]
      if (nat)
        new aws.ec2.Route(
          `${name}-${part}-internet`,
          { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', natGatewayId: nat.id },
          inside,
        )
      return table
    })
    // Free, and image layers come from S3: without it they would be paid for as NAT traffic.
    new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: vpc.id,
        serviceName: pulumi.interpolate`com.amazonaws.${args.region}.s3`,
        vpcEndpointType: 'Gateway',
        routeTableIds: [publicRoutes, ...privateRoutes].map((table) => table.id),
        tags: tagged('s3'),
      },
      inside,
    )

    this.vpcId = vpc.id
    this.publicSubnetIds = publicSubnets.map((each) => each.id)
    this.privateSubnetIds = privateSubnets.map((each) => each.id)
    this.registerOutputs({ vpcId: this.vpcId })
  }
}

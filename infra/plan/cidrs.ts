/** Addresses of a stack's VPC. A /16 cut into /20 subnets leaves twelve for what comes later. */
export const vpcCidr = '10.20.0.0/16'

/** Zones that every stack spans; a load balancer and RDS demand two. */
export const zoneCount = 2

const subnet = (index: number): string => `10.20.${index * 16}.0/20`

/** One per zone: load balancer, NAT gateways, and tasks where egress is public. */
export const publicCidrs: readonly string[] = Array.from({ length: zoneCount }, (_, zone) => subnet(zone))

/** One per zone: tasks, database and volume. Apart from the public ones by eight subnets, so both can grow. */
export const privateCidrs: readonly string[] = Array.from({ length: zoneCount }, (_, zone) => subnet(8 + zone))

import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { privateCidrs, publicCidrs, vpcCidr, zoneCount } from './cidrs.ts'

const blockOf = (cidr: string) => {
  const [address = '', bits = ''] = cidr.split('/')
  const block = new BlockList()
  block.addSubnet(address, Number(bits))
  return { address, block }
}
const subnets = [...publicCidrs, ...privateCidrs]

test('has a public and a private subnet per zone, all inside the VPC', () => {
  expect([publicCidrs.length, privateCidrs.length]).toEqual([zoneCount, zoneCount])
  const vpc = blockOf(vpcCidr).block
  expect(subnets.map((cidr) => vpc.check(blockOf(cidr).address))).toEqual(subnets.map(() => true))
})

test('no two subnets overlap', () => {
  for (const one of subnets)
    for (const other of subnets.filter((each) => each !== one))
      expect(blockOf(one).block.check(blockOf(other).address)).toBe(false)
})

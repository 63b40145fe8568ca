import * as pulumi from '@pulumi/pulumi'
import type { DeployedStack } from './plan/database-switch.ts'

/**
 * What is deployed of this stack, by the outputs of its last update, which Pulumi keeps; nothing is asked of AWS.
 * @returns undefined before the first update has ended
 */
export async function deployedStack(): Promise<DeployedStack | undefined> {
  const name = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join('/')
  // What a StackReference asks for. That is a resource, whose outputs would differ in the first refresh after each change.
  const answer: unknown = await pulumi.runtime.invoke('pulumi:pulumi:readStackOutputs', { name })
  const outputs = isRecord(answer) && isRecord(answer['outputs']) ? answer['outputs'] : {}
  if (outputs['fileSystem'] === undefined) return undefined
  return {
    database: outputs['database'] === undefined ? 'sqlite' : 'postgres',
    deletionProtection: outputs['deletionProtection'] === true,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

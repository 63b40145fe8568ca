import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { planStack } from '../plan-stack.ts'
import { readStackFile } from '../stack-file.ts'
import { openAccount } from './aws-account.ts'
import type { Ports } from './deploy.ts'
import type { Interruption } from './detached-run.ts'
import { docker } from './docker.ts'
import { findPulumi, openEngine } from './pulumi-engine.ts'
import { targetOf } from './target.ts'

/** The real account, the real Pulumi CLI and the real Docker. */
export function livePorts(options: {
  readonly checkout: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly interruption: Interruption
  readonly signal: AbortSignal
}): Omit<Ports, 'confirm'> {
  const { checkout, environment, interruption, signal } = options
  let pulumi: PulumiCommand | undefined
  const found = async () => {
    pulumi ??= await findPulumi(environment, interruption)
    return pulumi
  }
  return {
    async readSettings(stack) {
      const file = readStackFile(checkout, stack)
      return { target: targetOf(await planStack(stack, file, { missingSecrets: 'refuse' }), file.config), file }
    },
    findPulumi: async () => String((await found()).version),
    openAccount: ({ region, profile }) =>
      openAccount({ ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) }),
    openEngine: async (stack) => openEngine(await found(), checkout, stack),
    docker,
    signal,
  }
}

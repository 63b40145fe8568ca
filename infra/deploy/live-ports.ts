import { existsSync } from 'node:fs'
import { join } from 'node:path'
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
      // A plan takes dev's settings for a pull request; Pulumi itself wants a file of the stack's own.
      if (!existsSync(join(checkout, `Pulumi.${stack}.yaml`)))
        throw new Error(
          `The stack ${stack} has no settings yet. Take those of dev: cp Pulumi.dev.yaml Pulumi.${stack}.yaml; then set its secrets.`,
        )
      return targetOf(await planStack(stack, file, { missingSecrets: 'refuse' }), file.config)
    },
    findPulumi: async () => String((await found()).version),
    openAccount: ({ region, profile }) =>
      openAccount({ ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) }),
    openEngine: async (stack) => openEngine(await found(), checkout, stack),
    docker,
    signal,
  }
}

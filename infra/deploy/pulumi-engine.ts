import { LocalWorkspace, PulumiCommand, type Stack } from '@pulumi/pulumi/automation/index.js'
import { detachedRun, type Interruption } from './detached-run.ts'
import type { Engine, Outputs } from './engine.ts'
import { DeployFailure, messageOf } from './failure.ts'

/** @throws DeployFailure when there is no CLI, or it is older than the Automation API wants */
export async function findPulumi(
  environment: Readonly<Record<string, string | undefined>>,
  interruption: Interruption,
): Promise<PulumiCommand> {
  try {
    const found = await PulumiCommand.get()
    // `run` is the one method the API calls; its declaration is left out of the types.
    return Object.assign(found, { run: detachedRun(found.command, environment, interruption) })
  } catch (error) {
    throw new DeployFailure(
      `The Pulumi CLI was not found or is too old: install it from https://www.pulumi.com/docs/install/ and run again.\n${messageOf(error).split('\n')[0]}`,
      { cause: error },
    )
  }
}

/**
 * Selects a stack in the operator's own backend. The program is the checkout's, started by the CLI from Pulumi.yaml
 * exactly as `pulumi up` does, and configuration, secrets provider and passphrase are the operator's.
 * @param checkout folder of Pulumi.yaml
 * @throws Error with what Pulumi said: no such stack, no log-in
 */
export async function openEngine(pulumiCommand: PulumiCommand, checkout: string, name: string): Promise<Engine> {
  const stack = await LocalWorkspace.selectStack({ stackName: name, workDir: checkout }, { pulumiCommand })
  return {
    preview: async (onEvent) => {
      await stack.preview({ color: 'never', onEvent })
    },
    up: async (onEvent) => {
      await stack.up({ color: 'never', onEvent, suppressProgress: true })
      return outputsOf(stack)
    },
    setting: async (key) => (await stack.getAllConfig())[key]?.value,
  }
}

async function outputsOf(stack: Stack): Promise<Outputs> {
  const outputs = await stack.outputs()
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value, secret }]) => [
      name,
      secret ? '[secret]' : typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
}

// What the containers of a task definition get, read from the emulator.
import { awsJson } from './aws-calls.ts'
import type { Emulator } from './start-emulator.ts'

export interface Container {
  readonly name: string
  readonly image: string
  readonly environment: Readonly<Record<string, string>>
  /** Variable -> reference into Secrets Manager. */
  readonly secrets: Readonly<Record<string, string>>
}

interface Description {
  taskDefinition: {
    containerDefinitions: {
      name: string
      image: string
      environment?: { name: string; value: string }[]
      secrets?: { name: string; valueFrom: string }[]
    }[]
  }
}

/** @param taskDefinition ARN or family:revision */
export async function containersOf(emulator: Emulator, taskDefinition: string): Promise<Container[]> {
  const target = { url: emulator.url, service: 'ecs' }
  const action = 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition'
  const answer = (await awsJson(target, action, { taskDefinition })) as Description // the shape of the ECS API
  return answer.taskDefinition.containerDefinitions.map(({ name, image, environment = [], secrets = [] }) => ({
    name,
    image,
    environment: Object.fromEntries(environment.map((each) => [each.name, each.value])),
    secrets: Object.fromEntries(secrets.map((each) => [each.name, each.valueFrom])),
  }))
}

/**
 * Values in Secrets Manager.
 *
 * @param references as a container's `secrets` have them, ARN:KEY:STAGE:VERSION; default: all secrets, current versions
 */
export async function secretValues(emulator: Emulator, references?: readonly string[]): Promise<string[]> {
  const target = { url: emulator.url, service: 'secretsmanager' }
  const wanted = references ?? (await allSecrets(emulator))
  return Promise.all(
    wanted.map(async (reference) => {
      const parts = reference.split(':') // an ARN has seven parts
      const VersionId = parts[9]
      const SecretId = parts.slice(0, 7).join(':')
      const answer = await awsJson(target, 'secretsmanager.GetSecretValue', {
        SecretId,
        ...(VersionId && { VersionId }),
      })
      return (answer as { SecretString: string }).SecretString // the shape of the Secrets Manager API
    }),
  )
}

async function allSecrets(emulator: Emulator): Promise<string[]> {
  const target = { url: emulator.url, service: 'secretsmanager' }
  const answer = await awsJson(target, 'secretsmanager.ListSecrets')
  return (answer as { SecretList: { ARN: string }[] }).SecretList.map(({ ARN }) => ARN) // the shape of the same API
}

import { containersOf, taskDefinition } from '../containers.ts'
import { dataList } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { secretLook } from '../secret-looking.ts'
import { isProd } from '../stack.ts'

const noPlainSecrets: Rule = {
  id: 'no-secret-in-environment',
  demands: 'No plain variable of a container looks like a secret, by its name or by its value',
  why: 'Plain variables are shown by the console, by describe-task-definition and by every state file',
  controls: ['ECS.8'],
  mend: 'Store it in Secrets Manager and name it under `secrets` of the container',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [taskDefinition],
  check: (resource) =>
    containersOf(resource).flatMap((container) =>
      dataList(container['environment']).flatMap(({ name, value }) => {
        const look = secretLook(String(name), String(value ?? ''))
        return look === undefined ? [] : [`${container.title}: ${String(name)} ${look}`]
      }),
    ),
}

/** What follows the name of a secret in an ARN: key inside it, stage, version. */
const withVersion = /:secret:[^:]+:[^:]*:[^:]*:[^:]+$/

/** RDS changes the secrets it manages by itself, so the only version that works is the current one. */
const managedByRds = /:secret:rds![^:]+:/

const secretsByVersion: Rule = {
  id: 'secrets-by-version',
  demands: 'A container names the version of each secret it gets',
  why: 'ECS reads a secret when a task starts: without the version a new value changes nothing until some task happens to be replaced',
  controls: [],
  mend: 'Append ":::" and the id of the secret’s version to valueFrom',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [taskDefinition],
  check: (resource) =>
    containersOf(resource).flatMap((container) =>
      dataList(container['secrets'])
        .filter(({ valueFrom }) => !withVersion.test(String(valueFrom)) && !managedByRds.test(String(valueFrom)))
        .map(({ name }) => `${container.title}: ${String(name)} names no version`),
    ),
}

const recoverable: Rule = {
  id: 'secrets-recoverable-in-prod',
  demands: 'In prod a deleted secret can be called back for a week',
  why: 'A key that was deleted by mistake is an outage until the provider has issued another one',
  controls: [],
  mend: 'Set recoveryWindowInDays to 7 or more',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:secretsmanager/secret:Secret'],
  check: (resource) => {
    const days = resource.inputs['recoveryWindowInDays'] ?? 30
    return !isProd(resource) || Number(days) >= 7 ? [] : [`recoveryWindowInDays is ${String(days)}, expected 7 to 30`]
  },
}

export const secretRules: readonly Rule[] = [noPlainSecrets, secretsByVersion, recoverable]

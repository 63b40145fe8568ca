import { containersOf, taskDefinition } from '../containers.ts'
import { type Data, dataList, isData, mustBe, textList, valueAt } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { ofType, refersTo } from '../stack.ts'

/** A rule that looks at each container of a task. */
const containerRule = (
  rule: Pick<Rule, 'id' | 'demands' | 'why' | 'controls' | 'mend' | 'severity'>,
  wrong: (container: Data) => string | undefined,
): Rule => ({
  ...rule,
  enforcement: 'mandatory',
  scope: 'resource',
  types: [taskDefinition],
  check: (resource) =>
    containersOf(resource).flatMap((container) => {
      const what = wrong(container)
      return what === undefined ? [] : [`${container.title} ${what}`]
    }),
})

const notRoot = containerRule(
  {
    id: 'container-not-root',
    demands: 'Containers run as a named user other than root',
    why: 'A hole in the application, and one in the runtime, would together be the host',
    controls: ['ECS.20'],
    mend: 'Set `user` to the user and group of the image',
    severity: 'high',
  },
  ({ user }) => (typeof user === 'string' && !/^(root|0+)?(:|$)/.test(user) ? undefined : 'has no user, or root'),
)

const notPrivileged = containerRule(
  {
    id: 'container-not-privileged',
    demands: 'Containers have no privileges of the host, and give up every capability of Linux',
    why: 'The server needs none; whoever breaks into it would need them',
    controls: ['ECS.4'],
    mend: 'Leave `privileged` out and drop ALL in linuxParameters.capabilities',
    severity: 'high',
  },
  (container) => {
    if (container['privileged'] === true) return 'is privileged'
    if (textList(valueAt(container, 'linuxParameters.capabilities.add')).length > 0) return 'adds capabilities'
    return textList(valueAt(container, 'linuxParameters.capabilities.drop')).includes('ALL')
      ? undefined
      : 'does not drop all capabilities'
  },
)

const readOnlyRoot: Rule = {
  id: 'container-read-only',
  demands: 'The root file system of a container is read-only, unless commands may be run in it',
  why: 'An intruder could replace the program, and nobody would look for it in a running task; the agent of ECS Exec has to write there',
  controls: ['ECS.5'],
  mend: 'Set readonlyRootFilesystem to true, and mount what has to be written',
  severity: 'medium',
  enforcement: 'mandatory',
  // Whether commands may be run is said by the service.
  scope: 'stack',
  types: [taskDefinition],
  check: (resource, stack) =>
    ofType(stack, 'aws:ecs/service:Service').some(
      (service) => refersTo(service, 'taskDefinition', resource) && service.inputs['enableExecuteCommand'] === true,
    )
      ? []
      : containersOf(resource)
          .filter((container) => container['readonlyRootFilesystem'] !== true)
          .map(({ title }) => `${title} can write to its root file system`),
}

const logs = containerRule(
  {
    id: 'container-logs',
    demands: 'Every container logs to a group',
    why: 'What a task said before it died is gone with it',
    controls: ['ECS.9'],
    mend: 'Give it a logConfiguration with the awslogs driver and a group',
    severity: 'medium',
  },
  (container) =>
    valueAt(container, 'logConfiguration.logDriver') === undefined ? 'has no logConfiguration' : undefined,
)

const ownNamespaces: Rule = {
  id: 'own-namespaces',
  demands: 'A task has network, processes and shared memory of its own',
  why: 'In those of the host it sees the other tasks',
  controls: ['ECS.3', 'ECS.17'],
  mend: 'Use networkMode awsvpc, and leave pidMode and ipcMode out',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [taskDefinition],
  check: ({ inputs }) => [
    ...mustBe(inputs, 'networkMode', 'awsvpc'),
    ...['pidMode', 'ipcMode'].filter((key) => inputs[key] === 'host').map((key) => `${key} is "host"`),
  ],
}

const mountsEncrypted: Rule = {
  id: 'mounts-encrypted',
  demands: 'Volumes are mounted over TLS, as the task’s role, through an access point',
  why: 'NFS by itself is clear text, and believes whoever a client says it is',
  controls: ['ECS.18'],
  mend: 'Set transitEncryption, authorizationConfig.iam to ENABLED and an accessPointId',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [taskDefinition],
  check: ({ inputs }) =>
    dataList(inputs['volumes']).flatMap((volume) => {
      const efs = volume['efsVolumeConfiguration']
      if (!isData(efs)) return []
      const authorization = efs['authorizationConfig']
      return [
        ...mustBe(efs, 'transitEncryption', 'ENABLED'),
        ...mustBe(efs, 'authorizationConfig.iam', 'ENABLED'),
        // Which one it is may not be known yet.
        ...(isData(authorization) && 'accessPointId' in authorization ? [] : ['it names no access point']),
      ].map((what) => `volume ${String(volume['name'])}: ${what}`)
    }),
}

export const containerRules: readonly Rule[] = [
  notRoot,
  notPrivileged,
  readOnlyRoot,
  logs,
  ownNamespaces,
  mountsEncrypted,
]

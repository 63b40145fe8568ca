import { resource, testRules } from '../../test-support/policy-cases.ts'
import { taskDefinition } from '../containers.ts'
import { containerRules } from './containers.ts'

const confined = {
  name: 'app',
  user: '10001:10001',
  readonlyRootFilesystem: true,
  linuxParameters: { capabilities: { drop: ['ALL'] } },
  logConfiguration: { logDriver: 'awslogs' },
}
const task = (...containers: object[]) =>
  resource(taskDefinition, {
    containerDefinitions: JSON.stringify(containers.map((each) => ({ ...confined, ...each }))),
  })
const whole = (inputs: object, name = 'one') => resource(taskDefinition, { networkMode: 'awsvpc', ...inputs }, { name })
const writable = task({ readonlyRootFilesystem: undefined })
const serviceOf = (of: typeof writable, enableExecuteCommand: boolean) =>
  resource('aws:ecs/service:Service', { enableExecuteCommand }, { madeFrom: { taskDefinition: [of] } })
const volume = (configuration: object) => whole({ volumes: [{ name: 'data', efsVolumeConfiguration: configuration }] })
const secured = { transitEncryption: 'ENABLED', authorizationConfig: { iam: 'ENABLED', accessPointId: 'fsap-1' } }

testRules(containerRules, {
  'container-not-root': {
    right: [[task({})], [task({ user: 'mpla' })]],
    wrong: [
      ...[undefined, 'root', '0', '0:0', ''].map(
        (user) => [['container app has no user, or root'], task({ user })] as const,
      ),
      // Every container is looked at.
      [['container migrate has no user, or root'], task({}, { name: 'migrate', user: 'root' })],
    ],
  },
  'container-not-privileged': {
    right: [[task({})], [task({ privileged: false })]],
    wrong: [
      [['container app is privileged'], task({ privileged: true })],
      [['container app does not drop all capabilities'], task({ linuxParameters: {} })],
      [
        ['container app adds capabilities'],
        task({ linuxParameters: { capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] } } }),
      ],
    ],
  },
  'container-read-only': {
    right: [[task({})], [writable, serviceOf(writable, true)]],
    wrong: [
      [['container app can write to its root file system'], writable],
      [['container app can write to its root file system'], writable, serviceOf(writable, false)],
      // Commands in another task are no excuse.
      [['container app can write to its root file system'], writable, serviceOf(whole({}, 'other'), true)],
    ],
  },
  'container-logs': {
    right: [[task({})]],
    wrong: [[['container app has no logConfiguration'], task({ logConfiguration: undefined })]],
  },
  'own-namespaces': {
    right: [[whole({})]],
    wrong: [
      [['networkMode is "host", expected "awsvpc"'], whole({ networkMode: 'host' })],
      [['pidMode is "host"', 'ipcMode is "host"'], whole({ pidMode: 'host', ipcMode: 'host' })],
    ],
  },
  'mounts-encrypted': {
    right: [[volume(secured)], [whole({})], [whole({ volumes: [{ name: 'scratch' }] })]],
    wrong: [
      [
        ['volume data: transitEncryption is "DISABLED", expected "ENABLED"'],
        volume({ ...secured, transitEncryption: 'DISABLED' }),
      ],
      [
        [
          'volume data: authorizationConfig.iam is not set, expected "ENABLED"',
          'volume data: it names no access point',
        ],
        volume({ transitEncryption: 'ENABLED' }),
      ],
    ],
  },
})

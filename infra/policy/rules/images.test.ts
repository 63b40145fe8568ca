import { resource, testRules } from '../../test-support/policy-cases.ts'
import { taskDefinition } from '../containers.ts'
import { imageRules } from './images.ts'

const digest = `sha256:${'0a'.repeat(32)}`
const runs = (image: string) =>
  resource(taskDefinition, { containerDefinitions: JSON.stringify([{ name: 'app', image }]) })
const built = (...tags: string[]) => resource('docker-build:index:Image', { tags })
const repository = (inputs = {}) => resource('aws:ecr/repository:Repository', inputs)
const safe = { imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true } }

testRules(imageRules, {
  'images-by-digest': {
    right: [[runs(`registry.example.com/mpla@${digest}`)], [runs(`mpla:v1@${digest}`)]],
    wrong: [
      [['container app runs mpla:latest'], runs('mpla:latest')],
      [['container app runs mpla:sha-1234'], runs('mpla:sha-1234')],
    ],
  },
  'tags-name-content': {
    right: [[built('registry.example.com:5000/mpla:sha-0a1b2c-arm64')]],
    wrong: [
      [['tag registry.example.com/mpla:latest says nothing'], built('registry.example.com/mpla:latest')],
      [['tag registry.example.com:5000/mpla says nothing'], built('registry.example.com:5000/mpla')],
    ],
  },
  'registry-immutable': {
    right: [[repository(safe)]],
    wrong: [
      [
        ['imageTagMutability is "MUTABLE", expected "IMMUTABLE"'],
        repository({ ...safe, imageTagMutability: 'MUTABLE' }),
      ],
      [
        ['imageScanningConfiguration.scanOnPush is not set, expected true'],
        repository({ ...safe, imageScanningConfiguration: undefined }),
      ],
    ],
  },
  'registry-cleans-up': {
    right: [
      [
        repository(),
        resource('aws:ecr/lifecyclePolicy:LifecyclePolicy', {}, { madeFrom: { repository: [repository()] } }),
      ],
    ],
    wrong: [
      [['it has no LifecyclePolicy'], repository()],
      [['it has no LifecyclePolicy'], repository(), resource('aws:ecr/lifecyclePolicy:LifecyclePolicy', {})],
    ],
  },
})

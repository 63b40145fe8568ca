import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { containersOf, inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { imageByDigest, recordStack } from '../test-support/mocks.ts'

const image = 'docker-build:index:Image'
const repository = 'aws:ecr/repository:Repository'
const built = await recordStack('prod', { image: undefined })
const address = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mpla-prod'

test('an image that is given is run as it is and nothing is built, but the former releases are kept', async () => {
  const given = await recordStack('prod')
  expect(resourcesOf(given, image)).toEqual([])
  expect(given.outputs['image']).toBe(imageByDigest)
  expect(inputsOf(given, repository)).toEqual(inputsOf(built, repository))
})

test('an image out of another repository of ECR may be pulled from there', async () => {
  const reference = `999999999999.dkr.ecr.eu-central-1.amazonaws.com/team/mpla@sha256:${'1'.repeat(64)}`
  const recording = await recordStack('prod', { image: reference })
  expect(pullOf(recording).Resource).toEqual([
    'arn:aws:ecr:eu-west-1:123456789012:repository/mpla-prod-images',
    'arn:aws:ecr:eu-central-1:999999999999:repository/team/mpla',
  ])
})

/** The statement that lets ECS pull. */
function pullOf(recording: typeof built) {
  const policy = jsonOf(inputsOf(recording, 'aws:iam/rolePolicy:RolePolicy', 'mpla-prod-execution'), 'policy')
  const { Statement } = policy as { Statement: { Sid: string; Action: unknown; Resource: unknown }[] } // made by plan/iam-policies.ts
  const pull = Statement.find(({ Sid }) => Sid === 'Pull')
  if (pull === undefined) throw new Error('Expected a statement Pull, found none')
  return pull
}

test('otherwise the checkout is built and pushed under a tag that stands for its content', () => {
  const { name, inputs } = oneResource(built, image)
  const hash = /^mpla-prod-image-sha-([0-9a-f]{16})-arm64$/.exec(name)?.[1]
  expect(inputs).toMatchObject({
    context: { location: `/tmp/mpla-image-${hash}` },
    platforms: ['linux/arm64'],
    tags: [`${address}:sha-${hash}-arm64`],
    buildArgs: { MPLA_VERSION: `sha-${hash}-arm64` },
    push: true,
    buildOnPreview: false,
  })
  expect(readFileSync(`/tmp/mpla-image-${hash}/Dockerfile`, 'utf8')).toBe(readFileSync('Dockerfile', 'utf8'))
})

test('tasks run the digest that was pushed, and ECS may pull it from this repository', () => {
  const reference = `${address}@sha256:${'0'.repeat(64)}`
  expect(containersOf(built).map((container) => container['image'])).toEqual([reference, reference])
  expect(pullOf(built)).toEqual({
    Sid: 'Pull',
    Effect: 'Allow',
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Resource: ['arn:aws:ecr:eu-west-1:123456789012:repository/mpla-prod-images'],
  })
})

test('the login to the registry is a secret, and a new one is no change', () => {
  const { inputs, secretInputs, ignoreChanges, retainOnDelete } = oneResource(built, image)
  expect(inputs['registries']).toEqual([{ address, username: 'AWS', password: 'a-token-for-twelve-hours' }])
  expect(secretInputs).toContain('registries')
  expect(ignoreChanges).toEqual(['registries', 'builder', 'exec'])
  expect(retainOnDelete).toBe(true)
})

test('the builder of the settings builds', async () => {
  const other = await recordStack('prod', { image: undefined, imageBuilder: 'default', architecture: 'x86_64' })
  expect(inputsOf(other, image)).toMatchObject({ exec: true, builder: { name: 'default' }, platforms: ['linux/amd64'] })
  expect([inputsOf(built, image)['exec'], inputsOf(built, image)['builder']]).toEqual([undefined, undefined])
})

test('tags never move, images are scanned, and the last ten releases stay', () => {
  expect(inputsOf(built, repository)).toMatchObject({
    name: 'mpla-prod',
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
  })
  expect(jsonOf(inputsOf(built, 'aws:ecr/lifecyclePolicy:LifecyclePolicy'), 'policy')).toMatchObject({
    rules: [
      { selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 7 } },
      {
        selection: { tagStatus: 'tagged', tagPatternList: ['sha-*'], countType: 'imageCountMoreThan', countNumber: 10 },
      },
    ],
  })
})

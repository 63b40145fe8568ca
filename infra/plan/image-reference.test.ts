import { expect, test } from 'vitest'
import { ecrImage } from './image-reference.ts'

const digest = `sha256:${'0'.repeat(64)}`

test('finds the repository of an image in ECR', () => {
  expect(ecrImage(`123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/mpla@${digest}`)).toEqual({
    account: '123456789012',
    region: 'eu-west-1',
    repository: 'team/mpla',
  })
})

test.each([`ghcr.io/team/mpla@${digest}`, `registry.example.com/mpla@${digest}`, `public.ecr.aws/x/mpla@${digest}`])(
  'knows nothing of %s',
  (reference) => {
    expect(ecrImage(reference)).toBeUndefined()
  },
)

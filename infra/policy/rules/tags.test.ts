import { resource, testRules } from '../../test-support/policy-cases.ts'
import { tagRules } from './tags.ts'

const vpc = (tags: object | undefined) => resource('aws:ec2/vpc:Vpc', { tags })
const tags = { project: 'mpla', stack: 'prod', kind: 'prod', 'managed-by': 'pulumi' }

testRules(tagRules, {
  tagged: {
    right: [[vpc({ ...tags, Name: 'mpla-prod-vpc' })], [resource('aws:ec2/route:Route', {})]],
    wrong: [
      [
        [
          'tag project is not set, expected mpla',
          'tag stack is not set, expected prod',
          'tag managed-by is not set, expected pulumi',
          'tag kind is neither prod nor dev',
        ],
        vpc(undefined),
      ],
      [['tag stack is dev, expected prod'], vpc({ ...tags, stack: 'dev' })],
      // A type that nobody has listed has to have tags.
      [['tag kind is neither prod nor dev'], resource('aws:new/thing:Thing', { tags: { ...tags, kind: 'test' } })],
    ],
  },
})

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
          'of its tags project is not set, expected mpla; stack is not set, expected prod; ' +
            'managed-by is not set, expected pulumi; kind is neither prod nor dev',
        ],
        vpc(undefined),
      ],
      [['of its tags stack is dev, expected prod'], vpc({ ...tags, stack: 'dev' })],
      // A type that nobody has listed has to have tags.
      [
        ['of its tags kind is neither prod nor dev'],
        resource('aws:new/thing:Thing', { tags: { ...tags, kind: 'test' } }),
      ],
    ],
  },
})

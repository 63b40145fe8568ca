import { containersOf, taskDefinition } from '../containers.ts'
import { mustBe, textList } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { ofType, refersTo } from '../stack.ts'

const byDigest: Rule = {
  id: 'images-by-digest',
  demands: 'A task names its images by digest',
  why: 'A tag can be moved: a task that is replaced at night would run something else than what was tested',
  controls: [],
  mend: 'Write NAME@sha256:…',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [taskDefinition],
  check: (resource) =>
    containersOf(resource)
      .filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(String(image)))
      .map(({ title, image }) => `${title} runs ${String(image)}`),
}

const namedTags: Rule = {
  id: 'tags-name-content',
  demands: 'An image that is built has a tag that says what is in it, not `latest`',
  why: '`latest` is whatever was pushed last; a release to go back to has no name',
  controls: [],
  mend: 'Tag it by its content or its commit',
  severity: 'low',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['docker-build:index:Image'],
  check: ({ inputs }) =>
    textList(inputs['tags'])
      .filter((tag) => /:latest$/.test(tag) || !/:[^/]+$/.test(tag))
      .map((tag) => `tag ${tag} says nothing`),
}

const repository = 'aws:ecr/repository:Repository'

const immutable: Rule = {
  id: 'registry-immutable',
  demands: 'Tags of the image repository never move, and every image is scanned',
  why: 'Who can push could replace a release, and a known hole would be deployed unseen',
  controls: ['ECR.1', 'ECR.2'],
  mend: 'Set imageTagMutability to IMMUTABLE and imageScanningConfiguration.scanOnPush to true',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [repository],
  check: ({ inputs }) => [
    ...mustBe(inputs, 'imageTagMutability', 'IMMUTABLE'),
    ...mustBe(inputs, 'imageScanningConfiguration.scanOnPush', true),
  ],
}

const cleansUp: Rule = {
  id: 'registry-cleans-up',
  demands: 'The image repository removes old images by itself',
  why: 'Every release would be paid for, for ever',
  controls: ['ECR.3'],
  mend: 'Add a LifecyclePolicy for it',
  severity: 'low',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [repository],
  check: (resource, stack) =>
    ofType(stack, 'aws:ecr/lifecyclePolicy:LifecyclePolicy').some((policy) => refersTo(policy, 'repository', resource))
      ? []
      : ['it has no LifecyclePolicy'],
}

export const imageRules: readonly Rule[] = [byDigest, namedTags, immutable, cleansUp]

import { expect, test } from 'vitest'
import { problemsIn, problemText } from './diagnosis.ts'
import { begun, told } from './test-support/events.ts'

const repository = ['aws:ecr/repository:Repository', 'mpla-dev'] as const

test('of what Pulumi tells, the failing resource and the sentence of AWS are left', () => {
  const said = `<{%reset%}>  sdk-v2/provider2.go:572: sdk.helper_schema: creating ECR Repository (mpla-dev): operation error ECR: CreateRepository, RepositoryAlreadyExistsException: it exists: provider=aws@7.48.0<{%reset%}>
1 error occurred:
\t* creating ECR Repository (mpla-dev): operation error ECR: CreateRepository, RepositoryAlreadyExistsException: it exists

`
  const problems = problemsIn([begun('create', ...repository), told(said, repository), told('update failed')])
  expect(problems).toEqual([
    {
      resource: 'aws:ecr/repository:Repository mpla-dev',
      message:
        'creating ECR Repository (mpla-dev): operation error ECR: CreateRepository, RepositoryAlreadyExistsException: it exists',
    },
  ])
  expect(problemText(problems)).toBe(
    `aws:ecr/repository:Repository mpla-dev\n  ${problems[0]?.message ?? 'no message'}`,
  )
})

test('an error of the program is told as it is, all its lines', () => {
  const said = 'One setting of stack dev must be mended first.\n\nmpla:cpu is 3\n  expected    one of 256, 512\n'
  expect(problemText(problemsIn([told(said)]))).toBe(said.trim())
})

test('the same sentence twice is one problem, and two resources are two', () => {
  const problems = problemsIn([
    told('refused', repository),
    told('refused', repository),
    told('refused', ['aws:sns/topic:Topic', 'a']),
  ])
  expect(problems.map(({ resource }) => resource)).toEqual([
    'aws:ecr/repository:Repository mpla-dev',
    'aws:sns/topic:Topic a',
  ])
})

test('where the engine says nothing but that it failed, that is told', () => {
  expect(problemText(problemsIn([told('update failed')]))).toBe('update failed')
  expect(problemsIn([])).toEqual([])
})

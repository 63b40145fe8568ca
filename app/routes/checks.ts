import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CheckList, TriedChecks, TryChecks } from '../contract/checks-trial.ts'
import { AppError } from '../errors.ts'
import { whyRefused } from '../refinement/evaluators/author-checks/acceptance.ts'
import { evaluateAuthorChecks } from '../refinement/evaluators/author-checks/author-checks.ts'
import { catalogue } from '../refinement/evaluators/author-checks/catalogue.ts'
import { weightedMean } from '../refinement/evaluators/score.ts'
import { problems } from './problems.ts'

const tags = ['checks']

export const checkRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('', {
    schema: {
      summary: 'List the checks that an author can state',
      description: 'With the parameters of each, their ranges and defaults, and an example.',
      operationId: 'listChecks',
      tags,
      response: { 200: CheckList, ...problems() },
    },
    handler: () => ({ checks: [...catalogue] }),
  })

  app.post('/try', {
    schema: {
      summary: 'Try checks on a text',
      description: 'Judges the text as an answer of a run would be judged. No model is asked and nothing is stored.',
      operationId: 'tryChecks',
      tags,
      body: TryChecks,
      response: { 200: TriedChecks, ...problems(400, 413, 415) },
    },
    handler: ({ body: { checks, text, expected } }) => {
      const refused = whyRefused(checks, { hasExpected: expected !== undefined })
      if (refused.length > 0) throw new AppError('INVALID_REQUEST', refused.join('. '))
      const results = evaluateAuthorChecks(checks, text, expected)
      return { passed: results.every(({ passed }) => passed), score: weightedMean(results), checks: results }
    },
  })
}

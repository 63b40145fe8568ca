import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Lesson, LessonDetail, LessonId, LessonList, LessonQuery, SetLessonState } from '../contract/lessons.ts'
import type { Lessons } from '../lessons/lessons.ts'
import { problems } from './problems.ts'

const params = Type.Object({ id: LessonId }, { additionalProperties: false })
const tags = ['lessons']

export const lessonRoutes: FastifyPluginAsyncTypebox<{ lessons: Lessons }> = async (app, { lessons }) => {
  app.get('', {
    schema: {
      summary: 'List lessons of finished runs',
      description:
        'Runs that ended with a rewrite that was shown to be better teach what the rewrite did. Later runs of the same kind are offered it, or drawn to go without, which measures it.',
      operationId: 'listLessons',
      tags,
      querystring: LessonQuery,
      response: { 200: LessonList, ...problems(400) },
    },
    handler: (request) => lessons.list(request.query),
  })

  app.get('/:id', {
    schema: {
      summary: 'Read a lesson with the runs behind it',
      operationId: 'getLesson',
      tags,
      params,
      response: { 200: LessonDetail, ...problems(400, 404) },
    },
    handler: (request) => lessons.get(request.params.id),
  })

  app.post('/:id/state', {
    schema: {
      summary: 'Retire a lesson, or restore it',
      description:
        'Counts for runs that start after it. A restored lesson is measured anew, whoever retired it. Setting the state that it has is no error.',
      operationId: 'setLessonState',
      tags,
      params,
      body: SetLessonState,
      response: { 200: Lesson, ...problems(400, 404, 413, 415) },
    },
    handler: (request) => lessons.setState(request.params.id, request.body),
  })
}

import { expect, test } from 'vitest'
import { breakingChanges } from './breaking-changes.ts'

const text = { type: 'string', minLength: 2, maxLength: 9 }
const body = {
  type: 'object',
  required: ['name'],
  properties: { name: text, mode: { type: 'string', enum: ['fast', 'slow'] } },
}
const answer = {
  type: 'object',
  required: ['id', 'state'],
  properties: {
    id: text,
    state: { type: 'string', enum: ['on', 'off'] },
    note: text,
    tags: { type: 'array', items: text },
  },
}
const started = { type: 'object', properties: { type: { type: 'string', const: 'started' } } }

interface Change {
  readonly body?: unknown
  readonly answer?: unknown
  readonly parameters?: unknown
  readonly events?: unknown
  readonly methods?: object
}
const document = (change: Change = {}) => ({
  paths: {
    '/things': {
      post: {
        parameters: change.parameters ?? [{ in: 'query', name: 'limit', schema: { type: 'integer', maximum: 9 } }],
        requestBody: { required: true, content: { 'application/json': { schema: change.body ?? body } } },
        responses: {
          201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          200: {
            content: { 'text/event-stream': { schema: change.events ?? { anyOf: [started, { type: 'null' }] } } },
          },
        },
      },
      ...change.methods,
    },
  },
  components: { schemas: { Thing: change.answer ?? answer } },
})
const changed = (change: Change) => breakingChanges(document(), document(change))
const withProperties = (schema: typeof body | typeof answer, properties: object) => ({
  ...schema,
  properties: { ...schema.properties, ...properties },
})

test.each<[string, Change]>([
  ['nothing', {}],
  ['a method', { methods: { get: { responses: {} } } }],
  [
    'a parameter that need not be sent',
    {
      parameters: [
        ...(document().paths['/things'].post.parameters as object[]),
        { in: 'query', name: 'q', schema: text },
      ],
    },
  ],
  ['a property that need not be sent', { body: withProperties(body, { more: text }) }],
  ['a property of an answer', { answer: withProperties(answer, { more: text }) }],
  [
    'a wider bound of what is sent',
    { body: withProperties(body, { name: { type: 'string', minLength: 1, maxLength: 90 } }) },
  ],
  [
    'another value that is taken',
    { body: withProperties(body, { mode: { type: 'string', enum: ['fast', 'slow', 'auto'] } }) },
  ],
  ['fewer values in an answer', { answer: withProperties(answer, { state: { type: 'string', enum: ['on'] } }) }],
  ['a property that is always there now', { answer: { ...answer, required: ['id', 'state', 'note'] } }],
  [
    'another kind of event',
    { events: { anyOf: [started, { type: 'null' }, { type: 'object', properties: { type: { const: 'ended' } } }] } },
  ],
])('adding %s breaks nobody', (_, change) => {
  expect(changed(change)).toEqual([])
})

test.each<[string, Change, string]>([
  ['a parameter that is gone', { parameters: [] }, 'POST /things takes no query limit any more'],
  [
    'a parameter that must be sent',
    { parameters: [{ in: 'query', name: 'limit', required: true, schema: { type: 'integer', maximum: 9 } }] },
    'POST /things wants query limit',
  ],
  [
    'a narrower parameter',
    { parameters: [{ in: 'query', name: 'limit', schema: { type: 'integer', maximum: 8 } }] },
    'POST /things, query limit: maximum is 8, and was 9',
  ],
  [
    'a property that is not taken',
    { body: { ...body, properties: { name: text } } },
    'POST /things, body.mode is gone',
  ],
  [
    'a property that must be sent',
    { body: { ...body, required: ['name', 'mode'] } },
    'POST /things, body.mode must be sent',
  ],
  [
    'a value that is not taken',
    { body: withProperties(body, { mode: { type: 'string', enum: ['fast'] } }) },
    'POST /things, body.mode: slow is not taken any more',
  ],
  [
    'a pattern',
    { body: withProperties(body, { name: { ...text, pattern: '^a' } }) },
    'POST /things, body.name: pattern is ^a, and was undefined',
  ],
  [
    'a property of an answer that is gone',
    { answer: { ...answer, properties: { id: text, state: answer.properties.state, tags: answer.properties.tags } } },
    'POST /things, 201.note is gone',
  ],
  [
    'a property of an answer that may be missing',
    { answer: { ...answer, required: ['id'] } },
    'POST /things, 201.state may be missing',
  ],
  [
    'another value in an answer',
    { answer: withProperties(answer, { state: { type: 'string', enum: ['on', 'off', 'odd'] } }) },
    'POST /things, 201.state: odd is new',
  ],
  [
    'another type',
    { answer: withProperties(answer, { id: { type: 'integer' } }) },
    'POST /things, 201.id is integer, and was string',
  ],
  [
    'another type inside of a list',
    { answer: withProperties(answer, { tags: { type: 'array', items: { type: 'integer' } } }) },
    'POST /things, 201.tags[] is integer, and was string',
  ],
  [
    'null where there was none',
    { answer: withProperties(answer, { id: { anyOf: [text, { type: 'null' }] } }) },
    'POST /things, 201.id may not be null',
  ],
  [
    'an event that lost a property',
    { events: { anyOf: [{ type: 'object', properties: {} }, { type: 'null' }] } },
    'POST /things, 200 may not be object',
  ],
])('%s breaks clients, and is named', (_, change, sentence) => {
  expect(changed(change)).toEqual([sentence])
})

test('a path or method that is gone is named', () => {
  expect(breakingChanges(document(), { paths: {} })).toEqual(['POST /things is gone'])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMarked, secret, unknownString, type Values } from './pulumi-values.ts'
import { Translation } from './translation.ts'

const letters = (names: string[], letter = 's') => Object.fromEntries(names.map((name) => [name, letter]))

const alarm = new Translation('cloudwatch/metricAlarm', {
  in: letters(['alarmName', 'threshold', '__defaults']),
  out: letters(['alarmName', 'threshold', 'arn']),
})
const lifecycle = new Translation('s3/bucketLifecycleConfiguration', {
  in: letters(['bucket', 'rules'], 'a'),
  out: letters(['bucket', 'rules'], 'a'),
})
const service = new Translation('ecs/service', {
  in: letters(['name', 'loadBalancers', 'serviceConnectConfiguration'], 'a'),
  out: letters(['name', 'ecsServiceId']),
})

describe('inputs', () => {
  test('get the name of the bridge', () => {
    expect(alarm.inputs({ name: 'errors', threshold: 5 })).toEqual({ alarmName: 'errors', threshold: 5 })
  })

  test('that the bridge does not know are left out and told of, except the region', () => {
    const dropped: string[] = []
    expect(alarm.inputs({ name: 'x', shiny: 1, region: 'eu-west-1' }, (name) => dropped.push(name))).toEqual({
      alarmName: 'x',
    })
    expect(dropped).toEqual(['shiny'])
  })

  test('deep down become a list where the bridge has a list of one', () => {
    expect(lifecycle.inputs({ rules: [{ id: 'a', filter: { prefix: 'p', and: { prefix: 'q' } } }] })).toEqual({
      rules: [{ id: 'a', filters: [{ prefix: 'p', ands: [{ prefix: 'q' }] }] }],
    })
  })

  test('deep down become one object where the program has a list of one', () => {
    const program = { serviceConnectConfiguration: { services: [{ clientAlias: [{ port: 80 }] }] } }
    expect(service.inputs(program)).toEqual({
      serviceConnectConfiguration: { services: [{ clientAlias: { port: 80 } }] },
    })
  })

  test('deep down that the bridge does not know are left out', () => {
    const program = { loadBalancers: [{ containerPort: 80, advancedConfiguration: { role: 'r' } }] }
    expect(service.inputs(program)).toEqual({ loadBalancers: [{ containerPort: 80 }] })
  })

  test('given as a document become JSON text, in a fixed order of keys', () => {
    expect(alarm.inputs({ threshold: { b: 1, a: [2] } })).toEqual({ threshold: '{"a":[2],"b":1}' })
  })

  test('given as a document with a secret part become a secret', () => {
    expect(alarm.inputs({ threshold: { key: secret('hidden') } })).toEqual({ threshold: secret('{"key":"hidden"}') })
  })

  test('given as a document with an unknown part are unknown', () => {
    expect(alarm.inputs({ threshold: { key: unknownString } })).toEqual({ threshold: unknownString })
  })

  test('inside of a secret are translated and stay secret', () => {
    expect(lifecycle.inputs({ rules: secret([{ filter: { prefix: 'p' } }]) })).toEqual({
      rules: secret([{ filters: [{ prefix: 'p' }] }]),
    })
  })

  const plainName = fc.stringMatching(/^[a-z]{1,8}$/)
  const program = fc.record({
    bucket: fc.string(),
    rules: fc.array(
      fc.record(
        { id: plainName, filter: fc.record({ prefix: fc.string(), and: fc.record({ prefix: fc.string() }) }) },
        { requiredKeys: ['id'] },
      ),
    ),
  })

  test('come back as they went', () => {
    fc.assert(
      fc.property(program, (values: Values) => {
        expect(lifecycle.inputsBack(lifecycle.inputs(values))).toEqual(values)
      }),
    )
  })

  test('that are secret are still marked after the way there', () => {
    fc.assert(
      fc.property(program, ({ rules }) => {
        expect(isMarked(lifecycle.inputs({ rules: secret(rules) })['rules'])).toBe(true)
      }),
    )
  })
})

describe('outputs', () => {
  test('get the names of the program, the region, and what only the program knows', () => {
    expect(service.outputsBack({ name: 'app', ecsServiceId: 'arn:service' }, 'eu-west-1')).toEqual({
      name: 'app',
      arn: 'arn:service',
      region: 'eu-west-1',
      ecsServiceId: 'arn:service',
    })
  })

  test('go back to the bridge without what it does not know, with its empty lists', () => {
    expect(lifecycle.state({ id: 'b', bucket: 'b', novelty: 'x', rules: [{ id: 'r' }] })).toEqual({
      id: 'b',
      bucket: 'b',
      rules: [
        {
          id: 'r',
          filters: [],
          expirations: [],
          abortIncompleteMultipartUploads: [],
          noncurrentVersionExpirations: [],
        },
      ],
    })
  })
})

describe('property paths', () => {
  test.each([
    [alarm, 'name', 'alarmName'],
    [lifecycle, 'rules[0].filter.prefix', 'rules[0].filters[0].prefix'],
    [lifecycle, 'rules[0].filter.and.prefix', 'rules[0].filters[0].ands[0].prefix'],
    [lifecycle, 'rules[2].id', 'rules[2].id'],
  ])('are translated both ways: %#', (translation, ours, theirs) => {
    expect(translation.path(ours, 'ours')).toBe(theirs)
    expect(translation.path(theirs, 'theirs')).toBe(ours)
  })

  test('keep quoted keys', () => {
    expect(alarm.path('tags["a.b"]', 'ours')).toBe('tags["a.b"]')
  })
})

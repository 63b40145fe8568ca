import { expect, test } from 'vitest'
import { measurementsIn, measurementsOf, valuesOf } from './cloudwatch.ts'

const directive = { Namespace: 'MPLA', Dimensions: [['service']], Metrics: [{ Name: 'runs', Unit: 'Count' }] }
const document = { _aws: { Timestamp: 1, CloudWatchMetrics: [directive] }, service: 'x', runs: 3 }
const withDirective = (change: object) => ({
  ...document,
  _aws: { Timestamp: 1, CloudWatchMetrics: [{ ...directive, ...change }] },
})

test('reads a document as CloudWatch does, whatever else is in it', () => {
  expect(measurementsOf({ ...document, level: 'info' })).toEqual([
    { name: 'runs', unit: 'Count', dimensions: { service: 'x' }, values: [3], at: 1 },
  ])
})

test.each([
  ['a value that is no number', { ...document, runs: '3' }],
  ['a value that is missing', { _aws: document._aws, service: 'x' }],
  ['a value beyond what CloudWatch holds', { ...document, runs: 2 ** 361 }],
  ['no values', { ...document, runs: [] }],
  ['101 values', { ...document, runs: Array(101).fill(1) }],
  ['a dimension that is missing', { _aws: document._aws, runs: 3 }],
  ['a dimension that is a number', { ...document, service: 1 }],
  ['an empty dimension', { ...document, service: '' }],
  ['a unit that is none', withDirective({ Metrics: [{ Name: 'runs', Unit: 'count' }] })],
  ['101 metrics', withDirective({ Metrics: Array(101).fill(directive.Metrics[0]) })],
  ['a metric that comes twice', withDirective({ Metrics: [...directive.Metrics, ...directive.Metrics] })],
  ['31 dimensions', withDirective({ Dimensions: [Array(31).fill('service')] })],
  ['a member of a directive that is none', withDirective({ Namespaces: 'MPLA' })],
  ['no time', { ...document, _aws: { CloudWatchMetrics: [directive] } }],
])('refuses %s', (_what, wrong) => {
  expect(() => measurementsOf(wrong)).toThrow()
})

test('finds the lines between others, and refuses one that Docker would cut', () => {
  const line = JSON.stringify(document)
  const found = measurementsIn(`a message\n{"level":"info","message":"x"}\n${line}\n${line}\n${line.slice(0, 20)}`)
  expect(valuesOf(found, 'runs', { service: 'x' })).toEqual([3, 3])
  expect(valuesOf(found, 'runs', {})).toEqual([])
  expect(() => measurementsIn(`${JSON.stringify({ ...document, more: 'x'.repeat(16_384) })}\n`)).toThrow(/cut/)
})

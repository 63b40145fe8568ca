import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { RunFilter as ApiFilter } from '../../app/contract/refinements.ts'
import { filterCount, filterHash, filterOf, filterQuery, noFilter } from './run-filter.ts'

const filters = fc.record({
  q: fc.oneof(fc.constant(''), fc.string({ maxLength: 40 }).map((text) => text.trim()), fc.constant('"a&b" -c#?=%')), // biome-ignore format: one line
  state: fc.constantFrom('', 'queued', 'running', 'improved', 'unchanged', 'failed', 'cancelled'),
  model: fc.constantFrom('', 'openai:gpt-5-mini', 'simulator:rules-v1', 'openai:org/model:free@1'),
  enhancer: fc.constantFrom('', 'rule_based', 'architect'),
  origin: fc.constantFrom('', 'model', 'simulator'),
  days: fc.constantFrom('', '1', '7', '30'),
})

test('an address says the filter, and leads back to it', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(filterOf(filterHash(filter))).toEqual(filter)
    }),
  )
})

test('whatever is asked is something that the API takes', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const { simulated, ...query } = filterQuery(filter, Date.parse('2026-05-04T09:30:00Z'))
      const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value))
      const typed = { ...asked, ...(simulated !== undefined && { simulated: simulated === 'true' }) }
      expect([...Value.Errors(ApiFilter, typed)]).toEqual([])
    }),
  )
})

test.each([
  ['#/', noFilter],
  ['', noFilter],
  ['#/runs/7?state=failed', noFilter],
  ['#/?state=exploded&origin=toString&days=365&model=x y', noFilter],
  ['#/?state=failed&nonsense=1&q=%20bees%20', { ...noFilter, state: 'failed', q: 'bees' }],
  ['#/?q=a?b', { ...noFilter, q: 'a?b' }],
])('%j asks for %j', (hash, filter) => expect(filterOf(hash)).toEqual(filter))

test('counts from the moment of asking, and says how much is asked for', () => {
  const now = Date.parse('2026-05-08T09:30:00Z')
  expect(filterQuery({ ...noFilter, days: '7', state: 'failed', origin: 'model' }, now)).toMatchObject({
    from: '2026-05-01T09:30:00.000Z',
    outcome: 'failed',
    simulated: 'false',
  })
  expect(filterCount({ ...noFilter, q: 'bees' })).toBe(0)
  expect(filterCount({ ...noFilter, q: 'bees', days: '7', state: 'failed' })).toBe(2)
})

import { expect, test } from 'vitest'
import { madeAt, oldest } from './secret-age.ts'

test('a version is as old as Secrets Manager says; one that is not listed yet has no age', () => {
  const versions = [
    { versionId: 'one', createdTime: '2025-01-02T03:04:05Z' },
    { versionId: 'two', createdTime: '2026-01-02T03:04:05Z' },
  ]
  expect([madeAt('two', versions), madeAt('three', versions)]).toEqual(['2026-01-02T03:04:05Z', ''])
})

test('the oldest of several is found whatever their zones, and none among none', () => {
  expect(oldest(['2026-01-02T00:30:00Z', '', '2026-01-02T01:00:00+01:00'])).toBe('2026-01-02T01:00:00+01:00')
  expect([oldest(['']), oldest([])]).toEqual(['', ''])
})
